package dev.bunrui.app.wizard.draft;

import dev.bunrui.corpus.DataLocator;
import dev.bunrui.experiment.Quickstart;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What was chosen so far: a text for each option of a run, as {@link RunOptions} has them, right or wrong. */
public final class Draft {
    /** The option that says where the articles are: {@code sample}, {@code livedoor} or a path. */
    public static final String DATA = "data";

    public static final String MODEL = "model";
    public static final String TEMPLATE = "template";
    public static final String MAX_LENGTH = "max-length";

    private final Map<String, String> standard = RunOptions.of(RunSettings.standard(Quickstart.MODEL, Path.of("")));
    private final Map<String, StringProperty> texts = new LinkedHashMap<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final SimpleLongProperty changes = new SimpleLongProperty();

    /** The standard procedure on the sample articles. */
    public Draft() {
        standard.forEach((option, text) -> {
            StringProperty property = new SimpleStringProperty(text);
            property.addListener(change -> changes.set(changes.get() + 1));
            texts.put(option, property);
        });
        option(DATA).set(DataLocator.SAMPLE);
    }

    /**
     * The text of an option.
     *
     * @throws IllegalArgumentException if there is no such option
     */
    public StringProperty option(String option) {
        StringProperty text = texts.get(option);
        if (text == null) {
            throw new IllegalArgumentException(option);
        }
        return text;
    }

    /** The name of the run's folder; empty: made of the time and the model. */
    public StringProperty name() {
        return name;
    }

    /** Another number after each change of an option. */
    public ReadOnlyLongProperty changes() {
        return changes;
    }

    /** All texts as they are now. */
    public Map<String, String> texts() {
        Map<String, String> now = new LinkedHashMap<>();
        texts.forEach((option, text) -> now.put(option, text.get()));
        return now;
    }

    /**
     * The settings that the texts say.
     *
     * @param data where the articles are
     * @throws RequestException naming the option whose text is wrong
     */
    public RunSettings settings(Path data) {
        return RunOptions.parse(texts(), data);
    }

    /** What is wrong with one option, were all others as in the standard; empty if nothing is. */
    public String problem(String option) {
        return problem(option, option(option).get());
    }

    /** What would be wrong with one option if it were so, and all others as in the standard; empty if nothing would. */
    public String problem(String option, String text) {
        try {
            only(option, text);
            return "";
        } catch (RequestException wrong) {
            return String.valueOf(wrong.getMessage());
        }
    }

    /**
     * The standard settings but for one option; the warm-up also takes the epochs along, whose part it is.
     *
     * @throws RequestException if its text is wrong
     */
    public RunSettings only(String option) {
        return only(option, option(option).get());
    }

    private RunSettings only(String option, String text) {
        Map<String, String> texts = new LinkedHashMap<>(standard);
        texts.put(option, text);
        if (option.equals("warmup-epochs") && problem("epochs").isEmpty()) {
            texts.put("epochs", option("epochs").get());
        }
        if (option.equals("epochs")) {
            texts.put("warmup-epochs", "0");
        }
        return RunOptions.parse(texts, Path.of(""));
    }

    /** What an option is to be from now on where nothing else is chosen for this run. */
    public void prefer(String option, String text) {
        boolean untouched = option(option).get().equals(standard(option));
        standard.put(option, text);
        if (untouched) {
            option(option).set(text);
        }
    }

    /** What an option is where nothing else is chosen: as in the standard procedure, or as is preferred. */
    public String standard(String option) {
        return standard.getOrDefault(option, "");
    }

    /** Puts options back to what they are where nothing is chosen. */
    public void reset(Collection<String> options) {
        options.forEach(option -> option(option).set(standard(option)));
    }

    /**
     * Takes another run's settings over.
     *
     * @param data how its articles are named here
     */
    public void take(RunSettings settings, String data) {
        option(DATA).set(data); // first: with other articles the columns are forgotten
        RunOptions.of(settings).forEach((option, text) -> {
            if (!option.equals(DATA)) {
                option(option).set(text);
            }
        });
        name.set("");
    }
}
