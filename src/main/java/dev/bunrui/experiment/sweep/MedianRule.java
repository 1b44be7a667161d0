package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.Prospects;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingEvent.GivenUp;
import dev.bunrui.training.score.Wilson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Ends a run early that lies behind the others of its sweep: the median stopping rule (D. Golovin et al., <i>Google
 * Vizier: a service for black-box optimization</i>, KDD 2017), made careful. After an epoch a run is given up if the best
 * macro-F1 on validation that it reached so far lies below the median of what the sweep's finished runs had reached by the
 * same epoch, and so does the upper end of its 95 % interval, taken as Wilson's of a share of the validation's articles.
 * The first epoch never decides, as the learning rate is still rising, nor do fewer than {@value #FEWEST} runs.
 */
final class MedianRule implements Prospects {
    private static final int FEWEST = 3;
    private static final int FIRST_EPOCH = 2;
    private static final double CONFIDENCE = 0.95;

    private final SweepFolder sweep;
    private final Map<RunFolder, List<Double>> finished = new HashMap<>();

    MedianRule(SweepFolder sweep) {
        this.sweep = sweep;
    }

    @Override
    public Optional<GivenUp> judge(RunFolder run, int epoch, double bestF1, int examples) {
        if (epoch < FIRST_EPOCH || examples == 0) {
            return Optional.empty();
        }
        List<Double> others = new ArrayList<>();
        for (RunFolder other : sweep.runs()) {
            if (!other.equals(run) && (finished.containsKey(other) || other.finished())) {
                reached(other, epoch).ifPresent(others::add);
            }
        }
        if (others.size() < FEWEST) {
            return Optional.empty();
        }
        Collections.sort(others);
        int half = others.size() / 2;
        double median = others.size() % 2 == 1 ? others.get(half) : (others.get(half - 1) + others.get(half)) / 2;
        int right = (int) Math.round(Math.max(0, Math.min(1, bestF1)) * examples);
        double upper = Wilson.interval(right, examples, CONFIDENCE).high();
        return upper < median
                ? Optional.of(new GivenUp(epoch, bestF1, upper, median, others.size()))
                : Optional.empty();
    }

    /** The best macro-F1 of a finished run up to an epoch; empty if it ended before, or cannot be read. */
    private OptionalDouble reached(RunFolder run, int epoch) {
        List<Double> best = finished.computeIfAbsent(run, MedianRule::bestByEpoch);
        return epoch <= best.size() ? OptionalDouble.of(best.get(epoch - 1)) : OptionalDouble.empty();
    }

    private static List<Double> bestByEpoch(RunFolder run) {
        List<Double> best = new ArrayList<>();
        try {
            for (LoggedEvent logged : new EventTail(run).read().events()) {
                if (logged.event() instanceof TrainingEvent.Evaluated evaluated
                        && evaluated.epoch() == best.size() + 1) {
                    double before = best.isEmpty() ? 0 : best.get(best.size() - 1);
                    best.add(Math.max(before, evaluated.scores().macroF1()));
                }
            }
        } catch (RequestException damaged) {
            return List.of(); // a damaged run says nothing of the others
        }
        return best;
    }
}
