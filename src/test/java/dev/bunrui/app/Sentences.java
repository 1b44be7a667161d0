package dev.bunrui.app;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sentence in the window may not show. */
public final class Sentences {
    private Sentences() {}

    /** Neither language shows what only the program, or the command line, knows, and the Japanese one holds no English. */
    public static void assertPlain(String english, String japanese) {
        for (String sentence : new String[] {english, japanese}) {
            assertThat(sentence)
                    .doesNotContain("Exception", "Error:", "java.", "\n", "null")
                    .doesNotContainPattern("(?<![\\w-])--[a-z]")
                    .doesNotContainPattern("\\{\\d");
        }
        assertThat(japanese).matches("(?s).*[ぁ-ん].*").doesNotContainPattern("[a-z]{2,} [a-z]{2,}");
    }
}
