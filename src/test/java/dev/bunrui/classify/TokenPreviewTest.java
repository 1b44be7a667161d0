package dev.bunrui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.classify.TokenPreview.Kind;
import dev.bunrui.classify.TokenPreview.Piece;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The preview's tokens are those that training gives the model. */
class TokenPreviewTest {
    private static final Path TOKENIZER = Path.of("assets", "models", "bunrui-mini", "tokenizer.json");
    private static final Article ARTICLE = new Article("a", "夕食の一品", "鶏肉を炒めて、😀塩をふる。".repeat(20), "料理", Map.of());
    private static final Template TEMPLATE = new Template("題: {title}\n{body}\nラベル: ");

    private static String text(TokenPreview preview, Kind kind) {
        return preview.pieces().stream()
                .filter(piece -> piece.kind() == kind)
                .map(Piece::text)
                .collect(Collectors.joining());
    }

    private static List<Integer> ids(TokenPreview preview) {
        return preview.pieces().stream().map(Piece::id).toList();
    }

    @Test
    void aLongBodyIsCutAndTheTemplateAroundItStays() {
        try (TextTokenizer tokenizer = TextTokenizer.open(TOKENIZER)) {
            TokenPreview preview = TokenPreview.of(tokenizer, TEMPLATE, 64, Truncation.BODY, ARTICLE);
            assertThat(preview.pieces()).hasSizeLessThanOrEqualTo(64);
            assertThat(text(preview, Kind.TEMPLATE)).isEqualTo("題: 夕食の一品\n\nラベル: ");
            assertThat(preview.cut()).isNotEmpty();
            assertThat(text(preview, Kind.BODY) + preview.cut()).isEqualTo(ARTICLE.body());
            int[] trained = new ArticleEncoder(tokenizer, TEMPLATE, 64, Truncation.BODY)
                    .encode(List.of(ARTICLE))
                    .get(0)
                    .ids();
            assertThat(ids(preview)).containsExactlyElementsOf(list(trained));
        }
    }

    @Test
    void theReferenceCutTakesTheTemplatesEndAway() {
        try (TextTokenizer tokenizer = TextTokenizer.open(TOKENIZER)) {
            TokenPreview preview = TokenPreview.of(tokenizer, TEMPLATE, 64, Truncation.REFERENCE, ARTICLE);
            assertThat(preview.pieces()).hasSize(64);
            assertThat(preview.cut()).endsWith("\nラベル: ");
            int[] trained = new ArticleEncoder(tokenizer, TEMPLATE, 64, Truncation.REFERENCE)
                    .encode(List.of(ARTICLE))
                    .get(0)
                    .ids();
            assertThat(ids(preview)).containsExactlyElementsOf(list(trained));
        }
    }

    @Test
    void aShortArticleIsReadWhole() {
        try (TextTokenizer tokenizer = TextTokenizer.open(TOKENIZER)) {
            TokenPreview preview = TokenPreview.of(
                    tokenizer,
                    new Template("{body}"),
                    64,
                    Truncation.BODY,
                    new Article("a", "", "塩をふる。", "料理", Map.of()));
            assertThat(preview.cut()).isEmpty();
            assertThat(text(preview, Kind.BODY)).isEqualTo("塩をふる。");
        }
    }

    private static List<Integer> list(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }
}
