package dev.bunrui.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.experiment.sweep.MostInformative.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MostInformativeTest {
    private final Map<String, Map<String, String>> runs = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Map<String, Double> finished = new HashMap<>();

    /** Three settings a, b and c, each with the seeds 1, 2 and 3, as Spread orders them. */
    private void threeSettings() {
        for (String seed : List.of("1", "2", "3")) {
            for (String lr : List.of("a", "b", "c")) {
                runs.put(lr + seed, Map.of("lr", lr, "seed", seed));
            }
        }
    }

    private Optional<Choice> next() {
        List<String> waiting =
                runs.keySet().stream().filter(run -> !begun.contains(run)).toList();
        return new MostInformative(runs, begun, finished).next(waiting);
    }

    private void finish(String run, double f1) {
        begun.add(run);
        finished.put(run, f1);
    }

    /** Works through everything, each run reaching what its setting and seed are given. */
    private List<String> order(Map<String, Double> reached) {
        List<String> order = new ArrayList<>();
        for (Optional<Choice> next = next(); next.isPresent(); next = next()) {
            String run = next.get().run();
            order.add(run);
            finish(run, reached.get(run));
        }
        return order;
    }

    @Test
    void everySettingIsRunOnceAndThenTheBestAreRepeatedFirst() {
        threeSettings();
        assertThat(order(Map.of(
                        "a1", 0.7, "b1", 0.9, "c1", 0.8, "a2", 0.7, "b2", 0.9, "c2", 0.8, "a3", 0.7, "b3", 0.9, "c3",
                        0.8)))
                .containsExactly("a1", "b1", "c1", "b2", "b3", "c2", "c3", "a2", "a3");
    }

    @Test
    void aSettingWhoseRepetitionsDoWorseMakesWayForTheNext() {
        threeSettings();
        // b falls to a mean of 0.75 with its second seed, below the 0.8 of c, and c to 0.7, below that again.
        assertThat(order(Map.of(
                        "a1", 0.6, "b1", 0.9, "c1", 0.8, "a2", 0.6, "b2", 0.6, "c2", 0.6, "a3", 0.6, "b3", 0.6, "c3",
                        0.6)))
                .containsExactly("a1", "b1", "c1", "b2", "c2", "b3", "c3", "a2", "a3");
    }

    @Test
    void itSaysHowTheSettingStandsThatIsPreferred() {
        threeSettings();
        finish("a1", 0.7);
        finish("b1", 0.9);
        assertThat(next()).hasValue(Choice.byOrder("c1"));
        finish("c1", 0.8);
        assertThat(next()).hasValue(new Choice("b2", Optional.of(new Standing(0.9, 1, 3))));
        finish("b2", 0.5);
        finish("c2", 0.9);
        finish("c3", 0.7);
        assertThat(next()).hasValueSatisfying(choice -> {
            assertThat(choice.run()).isEqualTo("a2");
            assertThat(choice.standing()).hasValue(new Standing(0.7, 1, 2)); // as high as b's, and before it
        });
    }

    @Test
    void whatWasBrokenOffComesFirst() {
        threeSettings();
        begun.add("b2");
        assertThat(new MostInformative(runs, begun, finished).next(List.copyOf(runs.keySet())))
                .hasValue(Choice.byOrder("b2"));
    }

    @Test
    void whileNothingIsFinishedTheOrderStands() {
        threeSettings();
        begun.addAll(List.of("a1", "b1", "c1")); // others are at work on them, or they failed
        assertThat(next()).hasValue(Choice.byOrder("a2"));
        finish("c1", 0.1);
        assertThat(next()).hasValue(new Choice("c2", Optional.of(new Standing(0.1, 1, 3))));
    }

    @Test
    void theRunsOfAModelStayTogether() {
        for (String model : List.of("x", "y")) {
            for (String fold : List.of("1/3", "2/3")) {
                for (String r : List.of("2", "4")) {
                    runs.put(
                            model + r + fold.charAt(0),
                            Map.of("model", model, "lora-r", r, "fold", fold, "split-seed", "1"));
                }
            }
        }
        Map<String, Double> reached = new HashMap<>();
        runs.keySet().forEach(run -> reached.put(run, run.startsWith("y4") ? 0.9 : run.startsWith("x4") ? 0.8 : 0.7));
        assertThat(order(reached)).containsExactly("x21", "x41", "x42", "x22", "y21", "y41", "y42", "y22");
    }

    @Test
    void aSettingThatIsAddedComesBeforeRepetitions() {
        threeSettings();
        List.of("a1", "b1", "c1").forEach(run -> finish(run, 0.5));
        runs.put("d1", Map.of("lr", "d", "seed", "1"));
        assertThat(next()).hasValue(Choice.byOrder("d1"));
    }
}
