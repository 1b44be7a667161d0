package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One turn of a cross-validation.
 *
 * @param number which part is the test, counted from 1
 * @param of how many parts there are: one for the test, the next one for validation, the others to learn from
 */
public record Fold(int number, int of) {
    /** With two parts nothing would be left to learn from. */
    private static final int FEWEST = 3;

    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,6})\\s*/\\s*(\\d{1,6})\\s*");

    public Fold {
        if (of < FEWEST || number < 1 || number > of) {
            throw new RequestException(Fold.class, "fold.range", number + "/" + of, FEWEST);
        }
    }

    /**
     * Reads {@code 2/5}.
     *
     * @throws RequestException if it says something else, or there are too few parts
     */
    public static Fold parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new RequestException(Fold.class, "fold.range", text, FEWEST);
        }
        return new Fold(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
