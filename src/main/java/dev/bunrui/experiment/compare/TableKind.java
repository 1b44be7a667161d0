package dev.bunrui.experiment.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The five tables of the experiment: for each value of an option, the best of what was tried with it. */
public enum TableKind {
    BEST("best", "model", "template,lr", "published-best-per-model.csv"),
    TEMPLATE("template", "model,template", "lr", "published-template.csv"),
    LR("lr", "model,lr", "template", "published-learning-rate.csv"),
    BATCH_SIZE("batch-size", "model,batch-size", "lr", "published-batch-size.csv"),
    LORA_R("lora-r", "model,lora-r", "lr", "published-rank.csv");

    private final String option;
    private final String keys;
    private final String shown;
    private final String published;

    TableKind(String option, String keys, String shown, String published) {
        this.option = option;
        this.keys = keys;
        this.shown = shown;
        this.published = published;
    }

    /** What it is called in options and files. */
    public String option() {
        return option;
    }

    /** The options of which each combination of values has a row. */
    public List<String> keys() {
        return List.of(keys.split(","));
    }

    /** Options of the best that are shown with it. */
    public List<String> shown() {
        return List.of(shown.split(","));
    }

    /** The resource with the published figures. */
    String published() {
        return published;
    }

    /** The table of that name, if there is one. */
    public static Optional<TableKind> of(String option) {
        return Arrays.stream(values())
                .filter(kind -> kind.option.equals(option))
                .findFirst();
    }
}
