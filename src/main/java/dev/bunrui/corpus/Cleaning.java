package dev.bunrui.corpus;

import java.text.Normalizer;
import java.util.stream.Collectors;

/**
 * The cleaning of the original experiment (DESIGN §1). Each of the functions changes nothing when applied a second time.
 */
public final class Cleaning {
    private Cleaning() {}

    /** NFKC, without the white space at either end. */
    public static String title(String raw) {
        return line(raw);
    }

    /**
     * Each line in NFKC without the white space at either end (ASCII and full-width spaces, tabs); empty lines dropped;
     * the rest joined with {@code \n}.
     */
    public static String body(String raw) {
        return raw.lines().map(Cleaning::line).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    /** Without the white space at either end; a label is otherwise taken as it is, since it may be any string. */
    public static String label(String raw) {
        return raw.strip();
    }

    private static String line(String raw) {
        // Normalising comes first: it turns full-width and no-break spaces into ASCII ones.
        return Normalizer.normalize(raw, Normalizer.Form.NFKC).strip();
    }
}
