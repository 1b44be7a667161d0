package dev.bunrui.app.wizard.draft;

import java.util.List;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** An option of a sweep that is being put together, and the values that it is to take, right or wrong. */
public final class AxisDraft {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern COMMAS = Pattern.compile("[,、，\\s]+");

    private final String option;
    private final ObjectProperty<List<String>> values;

    AxisDraft(String option, List<String> values) {
        this.option = option;
        this.values = new SimpleObjectProperty<>(values);
    }

    /** The option's name, as {@link Draft} has it. */
    public String option() {
        return option;
    }

    /** The values, in the order in which they were given. */
    public ObjectProperty<List<String>> values() {
        return values;
    }

    /** Takes values that are typed in one line: parted by commas; lists of modules, which have commas of their own, by spaces. */
    public void type(String line) {
        values.set(parting()
                .splitAsStream(line.strip())
                .filter(value -> !value.isEmpty())
                .toList());
    }

    /** The values in one line, as {@link #type} takes them. */
    public String typed() {
        return String.join(ownCommas() ? "  " : ", ", values.get());
    }

    private Pattern parting() {
        return ownCommas() ? SPACES : COMMAS;
    }

    private boolean ownCommas() {
        return option.equals("target-modules");
    }
}
