package dev.bunrui.experiment.report;

import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.message.Figures;

/** What a run came to, in large figures. */
final class ScoreFigures {
    private ScoreFigures() {}

    static Element of(Words words, RunResult result) {
        Metrics test = result.test();
        Metrics validation = result.validation();
        return Element.of(
                        "dl",
                        figure(
                                words.of("report.test-f1"),
                                Figures.percent(test.scores().macroF1()),
                                Words.interval(test.f1Interval())),
                        figure(
                                words.of("report.test-accuracy"),
                                Figures.percent(test.scores().accuracy()),
                                Words.interval(test.accuracyInterval())),
                        figure(
                                words.of("report.val-f1"),
                                Figures.percent(validation.scores().macroF1()),
                                Words.interval(validation.f1Interval())),
                        figure(words.of("report.test-loss"), Figures.loss(test.loss()), words.of("report.nats")))
                .with("class", "figures");
    }

    private static Element figure(String name, String value, String small) {
        Element figure = Element.of("dd", value).add(Element.of("small", small));
        return Element.of("div", Element.of("dt", name), figure);
    }
}
