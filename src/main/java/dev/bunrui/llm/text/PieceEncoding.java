package dev.bunrui.llm.text;

import dev.bunrui.llm.AddedToken;
import dev.bunrui.llm.piece.Pieces;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One text's tokens part by part; their places are found when they are asked for. */
final class PieceEncoding implements TextEncoding {
    private final PieceEngine engine;
    private final List<Part> parts;
    private final int shift;
    private final int textLength;
    private final int[] ids;

    /**
     * A part of a text.
     *
     * @param pieces its tokens, of which the first {@code hidden} do not count
     * @param encoded what was tokenised: {@code ahead} characters, then the text from {@code start} to {@code end}
     */
    record Part(Pieces pieces, int hidden, String encoded, int ahead, int start, int end) {
        /** A special token. */
        static Part of(AddedToken token, int start, int end) {
            int bytes = token.content().getBytes(StandardCharsets.UTF_8).length;
            Pieces one = new Pieces(new int[] {token.id()}, () -> new int[] {0, bytes});
            return new Part(one, 0, token.content(), 0, start, end);
        }

        int count() {
            return pieces.ids().length - hidden;
        }
    }

    /** {@code shift} characters were put before the text, to which the parts' places belong too. */
    PieceEncoding(PieceEngine engine, List<Part> parts, int shift, int textLength) {
        this.engine = engine;
        this.parts = parts;
        this.shift = shift;
        this.textLength = textLength;
        this.ids = join();
    }

    private int[] join() {
        int[] before = engine.before();
        int count = before.length;
        int last = -1;
        for (Part part : parts) {
            count += part.count();
            last = part.count() > 0 ? part.pieces.ids()[part.pieces.ids().length - 1] : last;
        }
        int[] after = engine.after(last);
        int[] all = Arrays.copyOf(before, count + after.length);
        int at = before.length;
        for (Part part : parts) {
            System.arraycopy(part.pieces.ids(), part.hidden, all, at, part.count());
            at += part.count();
        }
        System.arraycopy(after, 0, all, at, after.length);
        return all;
    }

    @Override
    public int[] ids() {
        return ids;
    }

    @Override
    public List<String> tokens() {
        return Arrays.stream(ids).mapToObj(engine::token).toList();
    }

    @Override
    public Places places() {
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        int at = engine.before().length;
        for (Part part : parts) {
            int[] spans = part.pieces.spans().find();
            int all = part.pieces.ids().length;
            int[] characters = characters(part.encoded);
            int offset = part.start - part.ahead - shift;
            // A space that was put before the text is nowhere in it.
            int least = Math.max(0, part.start - shift);
            for (int i = part.hidden; i < all; i++, at++) {
                starts[at] = Math.max(least, characters[spans[i]] + offset);
                ends[at] = Math.max(least, characters[spans[all + i]] + offset);
            }
        }
        Arrays.fill(starts, at, ids.length, textLength);
        Arrays.fill(ends, at, ids.length, textLength);
        return new Places(starts, ends);
    }

    /** For each byte of a text's UTF-8, and the end, the place of its character in UTF-16. */
    private static int[] characters(String text) {
        int[] places = new int[text.getBytes(StandardCharsets.UTF_8).length + 1];
        int at = 0;
        for (int unit = 0; unit < text.length(); ) {
            int point = text.codePointAt(unit);
            int bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            Arrays.fill(places, at, at + bytes, unit);
            at += bytes;
            unit += Character.charCount(point);
        }
        places[at] = text.length();
        return places;
    }
}
