package dev.bunrui.llm.piece;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What is wanted of the fields of {@code sentencepiece_model.proto}, as they stand in a file. */
final class ModelFile {
    private static final int UNIGRAM = 1;
    private static final int MERGES = 2;

    final List<byte[]> pieces = new ArrayList<>();
    final List<PieceType> types = new ArrayList<>();
    final List<Float> scores = new ArrayList<>();
    final NormalizerSpec spec = new NormalizerSpec();
    boolean byteFallback;
    boolean whitespaceAsSuffix;
    private int kind = UNIGRAM;

    ModelFile(ByteBuffer file) {
        WireMessage model = new WireMessage(file);
        for (int field = model.next(); field != 0; field = model.next()) {
            switch (field) {
                case 1 -> readPiece(model.message());
                case 2 -> readTrainer(model.message());
                case 3 -> spec.read(model.message());
                default -> model.skip();
            }
        }
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("no pieces");
        }
    }

    private void readPiece(WireMessage piece) {
        byte[] spelled = {};
        float score = 0;
        PieceType type = PieceType.NORMAL;
        for (int field = piece.next(); field != 0; field = piece.next()) {
            switch (field) {
                case 1 -> {
                    ByteBuffer bytes = piece.bytes();
                    spelled = new byte[bytes.remaining()];
                    bytes.get(spelled);
                }
                case 2 -> score = piece.real();
                case 3 -> type = PieceType.of(piece.number());
                default -> piece.skip();
            }
        }
        pieces.add(spelled);
        types.add(type);
        scores.add(score);
    }

    private void readTrainer(WireMessage trainer) {
        for (int field = trainer.next(); field != 0; field = trainer.next()) {
            switch (field) {
                case 3 -> kind = trainer.number();
                case 24 -> whitespaceAsSuffix = trainer.flag();
                case 35 -> byteFallback = trainer.flag();
                default -> trainer.skip();
            }
        }
    }

    Segmenter segmenter(int unknown, PieceNormalizer normalizer) {
        PieceTrie trie = new PieceTrie();
        int count = pieces.size();
        float[] score = new float[count];
        boolean[] defined = new boolean[count];
        boolean[] unused = new boolean[count];
        float least = Float.MAX_VALUE;
        float greatest = Float.MIN_NORMAL;
        int longest = 0;
        for (int id = 0; id < count; id++) {
            PieceType type = types.get(id);
            score[id] = scores.get(id);
            defined[id] = type == PieceType.USER_DEFINED;
            unused[id] = type == PieceType.UNUSED;
            if (type == PieceType.NORMAL) {
                least = Math.min(least, score[id]);
                greatest = Math.max(greatest, score[id]);
            }
            boolean found = type == PieceType.NORMAL || defined[id] || (unused[id] && kind == MERGES);
            if (found && pieces.get(id).length > 0) {
                trie.add(pieces.get(id), id);
                longest = Math.max(longest, pieces.get(id).length);
            }
        }
        UnigramSegmenter.Range range = new UnigramSegmenter.Range(least, greatest);
        return switch (kind) {
            case UNIGRAM -> new UnigramSegmenter(trie, score, defined, range, longest, unknown);
            case MERGES -> new MergeSegmenter(trie, score, unused, normalizer, unknown);
            default -> throw new IllegalArgumentException("model type " + kind);
        };
    }
}
