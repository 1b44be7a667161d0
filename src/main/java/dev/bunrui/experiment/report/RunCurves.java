package dev.bunrui.experiment.report;

import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.training.TrainingEvent.Evaluated;
import dev.bunrui.training.TrainingEvent.Started;
import dev.bunrui.training.TrainingEvent.Stepped;
import java.util.ArrayList;
import java.util.List;

/** The curves of a run over its epochs. */
final class RunCurves {
    private final List<Curve.Point> trainLoss = new ArrayList<>();
    private final List<Curve.Point> validationLoss = new ArrayList<>();
    private final List<Curve.Point> f1 = new ArrayList<>();
    private final List<Curve.Point> accuracy = new ArrayList<>();
    private double stepsPerEpoch = 1;

    RunCurves(List<LoggedEvent> events) {
        events.forEach(this::hear);
    }

    private void hear(LoggedEvent logged) {
        if (logged.event() instanceof Started started) {
            stepsPerEpoch = Math.max(1, started.stepsPerEpoch());
        } else if (logged.event() instanceof Stepped step) {
            trainLoss.add(new Curve.Point(step.step() / stepsPerEpoch, step.loss()));
        } else if (logged.event() instanceof Evaluated evaluated) {
            validationLoss.add(new Curve.Point(evaluated.epoch(), evaluated.loss()));
            f1.add(new Curve.Point(evaluated.epoch(), 100 * evaluated.scores().macroF1()));
            accuracy.add(
                    new Curve.Point(evaluated.epoch(), 100 * evaluated.scores().accuracy()));
        }
    }

    boolean empty() {
        return trainLoss.isEmpty() && f1.isEmpty();
    }

    Element element(Words words) {
        String axis = words.of("report.epoch");
        return Element.of(
                        "div",
                        CurveFigure.of(
                                words.of("report.loss-figure"),
                                axis,
                                List.of(
                                        new Curve(words.of("report.train-loss"), trainLoss, false),
                                        new Curve(words.of("report.val-loss"), validationLoss, true))),
                        CurveFigure.of(
                                words.of("report.f1-figure"),
                                axis,
                                List.of(
                                        new Curve(words.of("report.val-f1"), f1, true),
                                        new Curve(words.of("report.val-accuracy"), accuracy, true))))
                .with("class", "pair");
    }
}
