package dev.bunrui.llm.piece;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sentencepiece model ({@code spiece.model}, {@code tokenizer.model}): its vocabulary, how it rewrites a text and how
 * it cuts it into pieces, as sentencepiece 0.2.2 does. The fields are those of {@code sentencepiece_model.proto}.
 *
 * <p>Why not sentencepiece itself, through DJL: the build in DJL 0.34.0 rounds otherwise and so cuts one Japanese article
 * in seventy in another way than sentencepiece 0.2.2, and it does not tell where in the text a piece stands.
 */
public final class PieceModel {
    private final List<byte[]> pieces;
    private final PieceType[] types;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int[] byteIds = new int[256];
    private final boolean byteFallback;
    private final int unknown;
    private final PieceNormalizer normalizer;
    private final Segmenter segmenter;

    private PieceModel(ModelFile file) {
        this.pieces = List.copyOf(file.pieces);
        this.types = file.types.toArray(PieceType[]::new);
        this.byteFallback = file.byteFallback;
        Arrays.fill(byteIds, -1);
        List<byte[]> symbols = new ArrayList<>();
        int firstUnknown = -1;
        for (int id = 0; id < types.length; id++) {
            ids.put(piece(id), id);
            switch (types[id]) {
                case UNKNOWN -> firstUnknown = firstUnknown < 0 ? id : firstUnknown;
                case BYTE -> byteIds[byteValue(id)] = id;
                case USER_DEFINED -> symbols.add(pieces.get(id));
                default -> {}
            }
        }
        if (firstUnknown < 0 || (byteFallback && Arrays.stream(byteIds).anyMatch(id -> id < 0))) {
            throw new IllegalArgumentException("no piece for the unknown");
        }
        this.unknown = firstUnknown;
        this.normalizer = new PieceNormalizer(file.spec, file.whitespaceAsSuffix, symbols);
        this.segmenter = file.segmenter(unknown, normalizer);
    }

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException if it is none, or cuts texts by words or characters, as no language model's does
     */
    public static PieceModel read(byte[] file) {
        return new PieceModel(new ModelFile(ByteBuffer.wrap(file)));
    }

    public int size() {
        return types.length;
    }

    /** The piece as the vocabulary spells it, {@code ▁} for a space. */
    public String piece(int id) {
        return new String(pieces.get(id), StandardCharsets.UTF_8);
    }

    public PieceType type(int id) {
        return types[id];
    }

    /** The id of a piece, -1 if the vocabulary has none that is spelled so. */
    public int id(String piece) {
        return ids.getOrDefault(piece, -1);
    }

    /** The byte that a piece of the type {@link PieceType#BYTE} stands for, from 0 to 255. */
    public int byteValue(int id) {
        String spelled = piece(id);
        if (!spelled.matches("<0x[0-9A-F]{2}>")) {
            throw new IllegalArgumentException("a byte spelled " + spelled);
        }
        return Integer.parseInt(spelled.substring(3, 5), 16);
    }

    /** A space is put before every text. */
    public boolean spaceBefore() {
        return normalizer.spaceBefore();
    }

    /**
     * Cuts a text into pieces. Neighbouring unknown characters are one piece, or their bytes where the model has such;
     * what is unknown but spelled like a piece is that piece, since Transformers looks up what sentencepiece found.
     *
     * @param dummySpace the space that the model puts before or after a text is wanted
     */
    public Pieces encode(String text, boolean dummySpace) {
        Normalized rewritten = normalizer.normalize(text.getBytes(StandardCharsets.UTF_8), dummySpace);
        Cut cut = segmenter.cut(rewritten);
        Cut known = new Cut();
        for (int i = 0; i < cut.size(); i++) {
            if (cut.id(i) != unknown) {
                known.add(cut.id(i), cut.end(i));
                continue;
            }
            int start = cut.start(i);
            if (byteFallback) {
                for (int at = start; at < cut.end(i); at++) {
                    known.add(byteIds[rewritten.bytes()[at] & 0xff], at + 1);
                }
                continue;
            }
            while (i + 1 < cut.size() && cut.id(i + 1) == unknown) {
                i++;
            }
            String spelled = new String(rewritten.bytes(), start, cut.end(i) - start, StandardCharsets.UTF_8);
            known.add(ids.getOrDefault(spelled, unknown), cut.end(i));
        }
        int[] found = new int[known.size()];
        Arrays.setAll(found, known::id);
        return new Pieces(found, () -> spans(rewritten, known));
    }

    private static int[] spans(Normalized text, Cut cut) {
        int[] spans = new int[2 * cut.size()];
        for (int i = 0; i < cut.size(); i++) {
            spans[i] = text.start(cut.start(i));
            int end = 0;
            for (int at = cut.start(i); at < cut.end(i); at++) {
                end = Math.max(end, text.end(at));
            }
            spans[cut.size() + i] = end;
        }
        return spans;
    }
}
