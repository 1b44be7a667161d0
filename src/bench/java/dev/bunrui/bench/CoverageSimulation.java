package dev.bunrui.bench;

import dev.bunrui.bench.coverage.Settings;
import dev.bunrui.bench.coverage.Tally;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How often the intervals of 95 % hold the true score, of classifiers of which all is known: {@code [SCORE …]
 * [trials=2000] [threads=1] [only=PATTERN] [held-out]} with the scores {@code macro-f1 paired ece mean accuracy}, all of them where none is
 * named; {@code only} keeps the settings whose description the pattern is found in. Intervals are made as the program makes them, with 2,000 resamples. The same arguments print the same figures.
 */
public final class CoverageSimulation {
    private static final int TRIALS = 2_000; // tell a share of 95 % to ±0.5 %, of 90 % to ±0.7 %

    private CoverageSimulation() {}

    /** Prints a line for each setting as soon as it is known, and how many lie within 93 to 97 %. */
    public static void main(String[] arguments) {
        Set<String> kinds = new LinkedHashSet<>();
        int trials = TRIALS;
        int threads = 1;
        boolean heldOut = false;
        Pattern only = Pattern.compile("");
        for (String argument : arguments) {
            if (argument.startsWith("trials=")) {
                trials = Integer.parseInt(argument.substring("trials=".length()));
            } else if (argument.startsWith("threads=")) {
                threads = Integer.parseInt(argument.substring("threads=".length()));
            } else if (argument.startsWith("only=")) {
                only = Pattern.compile(argument.substring("only=".length()));
            } else if (argument.equals("held-out")) {
                heldOut = true;
            } else {
                kinds.add(argument);
            }
        }
        System.out.println(Tally.heading());
        List<Tally> tallies = new ArrayList<>();
        for (String kind : kinds.isEmpty() ? Settings.KINDS : kinds) {
            Settings.of(kind).only(heldOut, only).run(trials, threads, tally -> {
                tallies.add(tally);
                System.out.println(tally.row());
            });
        }
        System.out.println();
        for (boolean held : new boolean[] {false, true}) {
            List<Tally> some =
                    tallies.stream().filter(each -> each.setting().heldOut() == held).toList();
            String name = held ? "held out" : "chosen by";
            summary(name, some.stream().map(Tally::coverage).toList());
            summary(name + ", where nothing is told", some.stream().map(Tally::untold).toList());
        }
    }

    private static void summary(String name, List<Double> coverages) {
        int[] sides = new int[3];
        coverages.stream().filter(each -> !each.isNaN()).forEach(each -> sides[1 + Tally.side(each)]++);
        System.out.printf(
                Locale.ROOT,
                "%-36s %3d settings: %3d below 93 %%, %3d from 93 to 97 %%, %3d above%n",
                name,
                sides[0] + sides[1] + sides[2],
                sides[0],
                sides[1],
                sides[2]);
    }
}
