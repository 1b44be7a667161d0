package dev.bunrui.llm.piece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a sentencepiece model rewrites a text before it looks for pieces: characters by its map (such as NFKC's), spaces
 * as {@code ▁}, with none, one or all of neighbouring spaces kept and one put before the text. It keeps, beside what
 * sentencepiece makes, where all of it comes from. Symbols that the model's maker defined stay as they are.
 */
final class PieceNormalizer {
    private static final byte[] SPACE = {' '};
    private static final byte[] ESCAPED = "▁".getBytes(StandardCharsets.UTF_8);

    private final @Nullable Charsmap charsmap;
    private final boolean removeExtraSpaces;
    private final boolean spaceBefore;
    private final boolean spaceAfter;
    private final byte[] space;
    /** By their first byte, the longest first. */
    private final Map<Byte, List<byte[]>> userDefined;

    PieceNormalizer(NormalizerSpec spec, boolean whitespaceAsSuffix, List<byte[]> userDefined) {
        this.charsmap = spec.charsmap;
        this.removeExtraSpaces = spec.removeExtraSpaces;
        this.spaceBefore = spec.dummyPrefix && !whitespaceAsSuffix;
        this.spaceAfter = spec.dummyPrefix && whitespaceAsSuffix;
        this.space = spec.escapeSpaces ? ESCAPED : SPACE;
        this.userDefined = userDefined.stream()
                .filter(symbol -> symbol.length > 0)
                .sorted((a, b) -> Integer.compare(b.length, a.length))
                .collect(Collectors.groupingBy(symbol -> symbol[0]));
    }

    /** A space is put before every text. */
    boolean spaceBefore() {
        return spaceBefore;
    }

    /** Rewrites a text in UTF-8; {@code dummySpace}: the space that the model puts before or after a text is wanted. */
    Normalized normalize(byte[] text, boolean dummySpace) {
        Normalized out = new Normalized(text.length + text.length / 4 + 8);
        int at = 0;
        while (removeExtraSpaces && at < text.length) {
            Charsmap.@Nullable Match match = rewriting(text, at);
            if (match == null ? text[at] != ' ' : !Arrays.equals(match.text(), SPACE)) {
                break;
            }
            at += match == null ? 1 : match.length();
        }
        if (at == text.length) {
            return out;
        }
        if (spaceBefore && dummySpace) {
            out.add(space, 0, space.length, at, at);
        }
        boolean afterSpace = removeExtraSpaces;
        while (at < text.length) {
            Charsmap.@Nullable Match match = rewriting(text, at);
            byte[] written = match == null ? text : match.text();
            int from = match == null ? at : 0;
            int end = at + (match == null ? Math.min(Utf8.length(text[at]), text.length - at) : match.length());
            int to = match == null ? end : written.length;
            while (afterSpace && from < to && written[from] == ' ') {
                from++;
            }
            if (from < to) {
                write(out, written, from, to, at, end);
                afterSpace = written[to - 1] == ' ';
            }
            at = end;
            afterSpace &= removeExtraSpaces;
        }
        while (removeExtraSpaces && out.endsWith(space)) {
            out.cutTo(out.length() - space.length);
        }
        if (spaceAfter && dummySpace) {
            out.add(space, 0, space.length, at, at);
        }
        return out;
    }

    private void write(Normalized out, byte[] text, int from, int to, int start, int end) {
        int written = from;
        for (int i = from; i < to; i++) {
            if (text[i] == ' ') {
                out.add(text, written, i, start, end);
                out.add(space, 0, space.length, start, end);
                written = i + 1;
            }
        }
        out.add(text, written, to, start, end);
    }

    /** What stands for the characters at a place, if not they themselves; a defined symbol stands for itself. */
    private Charsmap.@Nullable Match rewriting(byte[] text, int at) {
        byte @Nullable [] symbol = symbol(text, at, text.length);
        if (symbol != null) {
            return new Charsmap.Match(symbol.length, symbol);
        }
        return charsmap == null ? null : charsmap.longest(text, at);
    }

    /** The longest symbol of the user's at a place before {@code end}. */
    byte @Nullable [] symbol(byte[] text, int at, int end) {
        for (byte[] symbol : userDefined.getOrDefault(text[at], List.of())) {
            if (at + symbol.length <= end && Arrays.equals(text, at, at + symbol.length, symbol, 0, symbol.length)) {
                return symbol;
            }
        }
        return null;
    }
}
