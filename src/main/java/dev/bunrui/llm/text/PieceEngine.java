package dev.bunrui.llm.text;

import dev.bunrui.llm.AddedToken;
import dev.bunrui.llm.TokenizerClass;
import dev.bunrui.llm.TokenizerConfig;
import dev.bunrui.llm.piece.PieceModel;
import dev.bunrui.llm.piece.PieceType;
import dev.bunrui.llm.piece.Pieces;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A sentencepiece model, with the special tokens around and within a text that
 * Transformers' Python tokenizers (up to version 4: {@code T5Tokenizer}, {@code LlamaTokenizer} with {@code
 * use_fast=False}) put there. Version 5 runs converted models, which for rinna's lose line breaks, neighbouring spaces
 * and the bytes of unknown characters; the models were trained with what is done here.
 */
final class PieceEngine implements Engine {
    private static final String SPACE = "▁";

    private final TokenizerConfig config;
    private final PieceModel model;
    private final AddedTokens added;
    private final Map<Integer, String> spelled = new HashMap<>();
    private final Set<String> special;
    private final int[] before;
    private final int[] after;
    private final String unknown;
    private final int unknownPieces;

    /** {@code rows}: how many tokens the model knows. Throws {@link RuntimeException} if the bytes are no model. */
    PieceEngine(byte[] file, TokenizerConfig config, int rows) {
        this.config = config;
        this.model = PieceModel.read(file);
        this.added = new AddedTokens(config, model, rows);
        added.all().forEach(token -> spelled.put(token.id(), token.content()));
        this.special = config.special();
        this.before = config.addBos() ? added.id(config, "bos_token").stream().toArray() : new int[0];
        this.after = config.addEos() ? added.id(config, "eos_token").stream().toArray() : new int[0];
        AddedToken unknownToken = config.named().get("unk_token");
        this.unknown = unknownToken == null ? "" : unknownToken.content();
        this.unknownPieces =
                unknown.isEmpty() ? 0 : model.encode(unknown, false).ids().length;
    }

    @Override
    public int addedBefore() {
        return before.length;
    }

    @Override
    public int addedAfter() {
        return after.length;
    }

    @Override
    public void visit(List<String> texts, Visitor visitor) {
        IntStream.range(0, texts.size()).parallel().forEach(i -> visitor.visit(i, encode(texts.get(i))));
    }

    @Override
    public <T> T visitOne(String text, Function<TextEncoding, T> visitor) {
        return visitor.apply(encode(text));
    }

    private PieceEncoding encode(String text) {
        boolean begun = !config.legacy() && config.prefixSpace() && !text.isEmpty();
        String whole = config.legacy() ? text : (begun ? SPACE : "") + text.replace(SPACE, " ");
        List<PieceEncoding.Part> parts = new ArrayList<>();
        for (AddedTokens.Stretch stretch : added.split(whole)) {
            AddedToken token = stretch.token();
            parts.add(
                    token == null
                            ? pieces(stretch.start(), whole.substring(stretch.start(), stretch.end()))
                            : PieceEncoding.Part.of(token, stretch.start(), stretch.end()));
        }
        boolean loneSpace = begun
                && parts.size() > 1
                && parts.get(0).count() == 1
                && parts.get(1).start() == 1
                && special.contains(parts.get(1).encoded());
        if (loneSpace) {
            parts.remove(0);
        }
        return new PieceEncoding(this, parts, begun ? 1 : 0, text.length());
    }

    /** A space at the beginning would be stripped by models that do so, unless something stands before it. */
    private PieceEncoding.Part pieces(int start, String text) {
        if (config.legacy() || !(text.startsWith(SPACE) || text.startsWith(" "))) {
            Pieces pieces = model.encode(text, config.legacy());
            return new PieceEncoding.Part(pieces, 0, text, 0, start, start + text.length());
        }
        Pieces pieces = model.encode(unknown + text, false);
        int hidden = pieces.ids().length >= unknownPieces ? unknownPieces : 0;
        return new PieceEncoding.Part(pieces, hidden, unknown + text, unknown.length(), start, start + text.length());
    }

    int[] before() {
        return before;
    }

    /** What follows tokens; T5 does not end twice what has ended. */
    int[] after(int last) {
        boolean ended = config.kind() == TokenizerClass.T5 && after.length > 0 && last == after[0];
        return ended ? new int[0] : after;
    }

    String token(int id) {
        String special = spelled.get(id);
        return special != null ? special : id < model.size() ? model.piece(id) : "";
    }

    @Override
    public String decode(int... ids) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int id : ids) {
            if (id < model.size() && model.type(id) == PieceType.BYTE) {
                text.write(model.byteValue(id));
            } else {
                text.writeBytes(token(id).getBytes(StandardCharsets.UTF_8));
            }
        }
        String decoded = text.toString(StandardCharsets.UTF_8).replace(SPACE, " ");
        boolean dummy = model.spaceBefore() && decoded.startsWith(" ");
        return dummy ? decoded.substring(1) : decoded;
    }

    @Override
    public void close() {
        // Nothing is held outside Java's memory.
    }
}
