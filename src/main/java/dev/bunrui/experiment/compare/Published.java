package dev.bunrui.experiment.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The figures of the experiment that this program began with, <i>Text Classification with LLMs and LoRA</i> (2023): nine
 * classes of the livedoor news corpus, one seed, the last epoch's adapter on the test. The tables of learning rates, batch
 * sizes and ranks are of one model and template.
 */
public final class Published {
    private static final Set<String> LIVEDOOR = Set.of(
            "dokujo-tsushin",
            "it-life-hack",
            "kaden-channel",
            "livedoor-homme",
            "movie-enter",
            "peachy",
            "smax",
            "sports-watch",
            "topic-news");
    private static final String MODEL = "rinna/japanese-gpt-neox-3.6b";
    private static final String TEMPLATE = "2";

    /**
     * One row; fractions between 0 and 1.
     *
     * @param values of the options that the table has
     */
    public record Row(
            Map<String, String> values,
            OptionalDouble validationF1,
            OptionalDouble accuracy,
            OptionalDouble precision,
            OptionalDouble recall,
            double f1) {
        public Row {
            values = new HashMap<>(values);
        }
    }

    private Published() {}

    /** The published figures for a row of ours, if its setting is one of theirs and the classes are livedoor's. */
    public static Optional<Row> of(TableKind kind, Map<String, String> options, List<String> labels) {
        if (!LIVEDOOR.equals(Set.copyOf(labels))) {
            return Optional.empty();
        }
        boolean oneModel = kind != TableKind.BEST && kind != TableKind.TEMPLATE;
        if (oneModel && !(MODEL.equals(options.get("model")) && TEMPLATE.equals(options.get("template")))) {
            return Optional.empty();
        }
        return rows(kind).stream()
                .filter(row -> kind.keys().stream()
                        .filter(row.values()::containsKey)
                        .allMatch(key -> same(row.values().getOrDefault(key, ""), options.getOrDefault(key, ""))))
                .findFirst();
    }

    private static boolean same(String published, String ours) {
        try {
            return new BigDecimal(published).compareTo(new BigDecimal(ours)) == 0;
        } catch (NumberFormatException name) {
            return published.equals(ours);
        }
    }

    /** All rows of a table. */
    static List<Row> rows(TableKind kind) {
        try (InputStream in = Objects.requireNonNull(
                        Published.class.getResourceAsStream(kind.published()), kind.published());
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> names = Arrays.asList(
                    Objects.requireNonNull(lines.readLine()).replace('_', '-').split(","));
            return lines.lines().map(line -> row(names, line.split(","))).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Row row(List<String> names, String[] cells) {
        Map<String, String> values = new HashMap<>();
        Map<String, Double> figures = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            switch (names.get(i)) {
                case "val-f1", "accuracy", "precision", "recall", "f1" ->
                    figures.put(names.get(i), Double.parseDouble(cells[i]) / 100);
                default -> values.put(names.get(i), cells[i]);
            }
        }
        return new Row(
                values,
                figure(figures, "val-f1"),
                figure(figures, "accuracy"),
                figure(figures, "precision"),
                figure(figures, "recall"),
                figures.getOrDefault("f1", Double.NaN));
    }

    private static OptionalDouble figure(Map<String, Double> figures, String name) {
        Double figure = figures.get(name);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }
}
