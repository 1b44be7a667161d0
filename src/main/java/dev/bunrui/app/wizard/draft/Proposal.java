package dev.bunrui.app.wizard.draft;

import dev.bunrui.experiment.RunOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The values that an option is likely to be tried with, around the one that is chosen. */
final class Proposal {
    private static final Set<String> SEEDS = Set.of("seed", "split-seed");
    private static final Set<String> COUNTS = Set.of("epochs", "batch-size", "lora-r", "lora-alpha", "max-length");
    private static final int REPETITIONS = 3;
    private static final int FOLDS = 5;

    private Proposal() {}

    /** At least the chosen value, first where no other order is natural. */
    static List<String> of(Draft draft, String option) {
        String chosen = draft.option(option).get().strip();
        if (!draft.problem(option).isEmpty()) {
            return chosen.isEmpty() ? List.of() : List.of(chosen);
        }
        String value = chosen.isEmpty() ? draft.standard(option) : chosen;
        if (option.equals("fold")) {
            return IntStream.rangeClosed(1, FOLDS)
                    .mapToObj(fold -> fold + "/" + FOLDS)
                    .toList();
        }
        if (value.isEmpty()) {
            return Setting.choices(option);
        }
        if (SEEDS.contains(option)) {
            long first = Long.parseLong(value);
            return LongStream.range(first, first + REPETITIONS)
                    .mapToObj(Long::toString)
                    .toList();
        }
        if (COUNTS.contains(option)) {
            double middle = Double.parseDouble(value);
            return Stream.of(Math.max(1, Math.floor(middle / 2)), middle, 2 * middle)
                    .map(RunOptions::number)
                    .distinct()
                    .toList();
        }
        if (option.equals("lr")) {
            double middle = Double.parseDouble(value);
            return Stream.of(middle / 2, middle, 2 * middle)
                    .map(RunOptions::number)
                    .toList();
        }
        if (option.equals(Draft.TEMPLATE)) {
            return Stream.concat(Stream.of("0", "1", "2"), Stream.of(chosen))
                    .distinct()
                    .toList();
        }
        List<String> choices = Setting.choices(option);
        return choices.isEmpty() ? List.of(value) : choices;
    }
}
