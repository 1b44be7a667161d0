package dev.bunrui.llm.text;

import java.util.List;

/**
 * Writes line breaks as a model wants them, such as {@code <NL>}, and tells places in what was written as places in the
 * text before.
 *
 * @param token what stands for a line break
 */
record Newlines(String token) {
    /** Line breaks stay what they are. */
    static final Newlines PLAIN = new Newlines("\n");

    private boolean none(String text) {
        return token.equals("\n") || text.indexOf('\n') < 0;
    }

    String write(String text) {
        return none(text) ? text : text.replace("\n", token);
    }

    /** The encoding of {@link #write}'s result as one of the text. */
    TextEncoding read(String text, TextEncoding written) {
        return none(text) ? written : new Read(text, written, token.length());
    }

    private record Read(String text, TextEncoding written, int tokenLength) implements TextEncoding {
        @Override
        public int[] ids() {
            return written.ids();
        }

        @Override
        public List<String> tokens() {
            return written.tokens();
        }

        @Override
        public Places places() {
            Places places = written.places();
            int[] starts = places.starts().clone();
            int[] ends = places.ends().clone();
            Cursor start = new Cursor(text, tokenLength);
            Cursor end = new Cursor(text, tokenLength);
            for (int i = 0; i < starts.length; i++) {
                boolean empty = starts[i] == ends[i];
                starts[i] = start.at(starts[i], false);
                ends[i] = empty ? starts[i] : end.at(ends[i], true);
            }
            return new Places(starts, ends);
        }
    }

    /** Goes through a text and what was written for it side by side; asked for places that hardly ever go back. */
    private static final class Cursor {
        private final String text;
        private final int tokenLength;
        private int inText;
        private int inWritten;

        Cursor(String text, int tokenLength) {
            this.text = text;
            this.tokenLength = tokenLength;
        }

        /** Within what stands for a line break: its end or its beginning. */
        int at(int place, boolean after) {
            if (place < inWritten) {
                inText = 0;
                inWritten = 0;
            }
            while (inText < text.length()) {
                int length = text.charAt(inText) == '\n' ? tokenLength : 1;
                if (inWritten + length > place) {
                    return after && place > inWritten ? inText + 1 : inText;
                }
                inText++;
                inWritten += length;
            }
            return inText;
        }
    }
}
