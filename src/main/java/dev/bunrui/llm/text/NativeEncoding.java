package dev.bunrui.llm.text;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text's result in the tokenizer library's memory, of which only what is asked for is copied out; valid while the
 * tokenizer shows it.
 */
final class NativeEncoding implements TextEncoding {
    private final String text;
    private final long handle;

    NativeEncoding(String text, long handle) {
        this.text = text;
        this.handle = handle;
    }

    @Override
    public int[] ids() {
        long[] wide = TokenizersLibrary.LIB.getTokenIds(handle);
        int[] ids = new int[wide.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) wide[i];
        }
        return ids;
    }

    /** 1 for each token that the tokenizer added by itself. */
    long[] added() {
        return TokenizersLibrary.LIB.getSpecialTokenMask(handle);
    }

    @Override
    public List<String> tokens() {
        return List.of(TokenizersLibrary.LIB.getTokens(handle));
    }

    @Override
    public Places places() {
        @Nullable CharSpan[] spans = TokenizersLibrary.LIB.getTokenCharSpans(handle);
        int[] units = codeUnits(text);
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        int reached = 0;
        for (int i = 0; i < spans.length; i++) {
            CharSpan span = spans[i];
            // An added token has no place in the text: it stands, empty, where the text before it ended.
            starts[i] = span == null ? reached : unit(units, span.getStart());
            ends[i] = span == null ? reached : unit(units, span.getEnd());
            reached = ends[i];
        }
        Places places = new Places(starts, ends);
        ByteRuns.part(text, this::tokens, places);
        return places;
    }

    /** The library counts Unicode code points; empty where these are UTF-16 code units too. */
    private static int[] codeUnits(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            return new int[0];
        }
        int[] units = new int[points + 1];
        for (int point = 1; point <= points; point++) {
            units[point] = text.offsetByCodePoints(units[point - 1], 1);
        }
        return units;
    }

    private static int unit(int[] units, int point) {
        return units.length == 0 ? point : units[point];
    }
}
