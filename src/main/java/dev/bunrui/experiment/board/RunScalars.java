package dev.bunrui.experiment.board;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.TrainingEvent.Evaluated;
import dev.bunrui.training.TrainingEvent.Started;
import dev.bunrui.training.TrainingEvent.Stepped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The curves of a run: loss, learning rate and speed of each step, validation after each epoch at the step that ended it,
 * and the test at the step of the epoch that was kept.
 */
final class RunScalars {
    private final List<Scalar> scalars = new ArrayList<>();
    private long stepsPerEpoch;
    private Instant last = Instant.EPOCH;

    private RunScalars() {}

    /**
     * Reads a run's log, and its result if it is finished.
     *
     * @throws dev.bunrui.message.RequestException if one of the files is garbled
     */
    static List<Scalar> of(RunFolder run) {
        RunScalars read = new RunScalars();
        new EventTail(run).read().events().forEach(read::hear);
        if (run.finished()) {
            read.tested(StoredResult.read(run));
        }
        return read.scalars;
    }

    private void hear(LoggedEvent logged) {
        last = logged.time();
        TrainingEvent event = logged.event();
        if (event instanceof Started started) {
            stepsPerEpoch = started.stepsPerEpoch();
        } else if (event instanceof Stepped step) {
            add(step.step(), "train/loss", step.loss());
            add(step.step(), "train/lr", step.learningRate());
            if (step.seconds() > 0) {
                add(step.step(), "train/tokens_per_second", step.tokens() / step.seconds());
            }
        } else if (event instanceof Evaluated evaluated) {
            long step = evaluated.epoch() * stepsPerEpoch;
            add(step, "val/loss", evaluated.loss());
            add(step, "val/f1", evaluated.scores().macroF1());
            add(step, "val/accuracy", evaluated.scores().accuracy());
        }
    }

    private void tested(RunResult result) {
        long step = result.keptEpoch() * stepsPerEpoch;
        add(step, "test/f1", result.test().scores().macroF1());
        add(step, "test/accuracy", result.test().scores().accuracy());
    }

    private void add(long step, String tag, double value) {
        scalars.add(new Scalar(last, step, tag, value));
    }
}
