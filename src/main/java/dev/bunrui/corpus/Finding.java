package dev.bunrui.corpus;

import dev.bunrui.message.Messages;

/**
 * A row that was read but looks suspicious.
 *
 * @param where the article's id
 * @param text one sentence in the language the program ran in when the data was read
 */
public record Finding(Kind kind, String where, String text) {
    /** What may be wrong with a row. */
    public enum Kind {
        /** Nothing is left of the body; the article is left out. */
        EMPTY_BODY("finding.empty-body", "kind.empty-body"),
        /** The data has titles, this article has none. */
        EMPTY_TITLE("finding.empty-title", "kind.empty-title"),
        /** The body is shorter than {@link ArticleCollector#SHORT_BODY} characters. */
        SHORT_BODY("finding.short-body", "kind.short-body"),
        /** Control characters, replacement characters or halves of characters: a wrong encoding somewhere upstream. */
        CONTROL_CHARACTERS("finding.control", "kind.control"),
        /** The label had white space around it, which was taken off. */
        LABEL_SPACES("finding.label-spaces", "kind.label-spaces"),
        /** A file in the livedoor layout whose first line is no URL. */
        NO_URL("finding.no-url", "kind.no-url");

        private final String sentence;
        private final String title;

        Kind(String sentence, String title) {
            this.sentence = sentence;
            this.title = title;
        }

        /** A heading for findings of this kind, in the user's language. */
        public String title() {
            return Messages.of(Finding.class).get(title);
        }
    }

    static Finding of(Kind kind, String where, Object... details) {
        return new Finding(kind, where, Messages.of(Finding.class).get(kind.sentence, details));
    }
}
