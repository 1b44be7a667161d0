package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.training.Example;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against sums that were done by hand. */
class ArticleFlopsTest {
    /** Four layers of 256 wide states, four heads of 64, a feed-forward block of 1,024. */
    private static final ModelConfig SMALL =
            ModelConfig.read(Path.of("assets", "models", "bunrui-mini", "config.json"));

    @TempDir
    Path folder;

    @Test
    void ofTheLastLayerOnlyTheLastTokenGoesBeyondKeysAndValues() {
        // A layer has 12 · 256² = 786,432 weights, of which keys and values have 2 · 256² = 131,072.
        double linear = 2.0 * (3 * 786_432 * 100 + 131_072 * 100 + (786_432 - 131_072));
        // 100 tokens see 1 + 2 + … + 100 = 5,050 pairs in three layers, and the last one 100 in the fourth.
        double attention = 2.0 * 2 * 256 * (3 * 5_050 + 100);
        ArticleFlops flops = ArticleFlops.of(SMALL, 100);
        assertThat(flops).isEqualTo(new ArticleFlops(linear, attention));
        assertThat(flops.forward()).isEqualTo(linear + attention);
        assertThat(flops.training()).isEqualTo(2 * linear + 3 * attention);
    }

    @Test
    void aTokenOfSeveralArticlesCostsTheMeanOfAll() {
        List<Example> articles = List.of(new Example(new int[100], 0), new Example(new int[50], 1));
        double both = ArticleFlops.of(SMALL, 100).training()
                + ArticleFlops.of(SMALL, 50).training();
        assertThat(ArticleFlops.perToken(SMALL, articles)).isEqualTo(both / 150);
        assertThat(ArticleFlops.perToken(SMALL, List.of())).isZero();
    }

    @Test
    void groupedKeysSeparateProjectionsAndWindowsAreCountedAsTheyAre() throws Exception {
        Path config = Files.writeString(folder.resolve("config.json"), """
            {"model_type": "mistral", "vocab_size": 100, "hidden_size": 64, "intermediate_size": 160,
             "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16,
             "max_position_embeddings": 512, "rms_norm_eps": 1e-5, "sliding_window": 10, "hidden_act": "silu"}
            """);
        // Queries and what they give 64 · 64 each, keys and values 64 · 32 each, the gated block 3 · 64 · 160.
        double layer = 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 160;
        double seen = 2 * 64 * 32;
        double linear = 2 * (layer * 30 + seen * 30 + (layer - seen));
        // The first ten see 1 to 10, the other twenty 10 each: 55 + 200; the last one of all sees 10.
        double attention = 2 * 2 * 64 * (255.0 + 10);
        assertThat(ArticleFlops.of(ModelConfig.read(config), 30)).isEqualTo(new ArticleFlops(linear, attention));
    }
}
