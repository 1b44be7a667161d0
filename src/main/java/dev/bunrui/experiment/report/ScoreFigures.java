package dev.bunrui.experiment.report;

import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run came to, in large figures. */
final class ScoreFigures {
    private ScoreFigures() {}

    static Element of(Words words, RunResult result) {
        Metrics test = result.test();
        Metrics validation = result.validation();
        Element figures = Element.of(
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
        return Element.of("div", figures).addAll(caveats(words, result));
    }

    /** What is to be known of the intervals; each part of the split has its own numbers of articles. */
    private static List<Element> caveats(Words words, RunResult result) {
        return Stream.of(
                        caveat(words, "report.test-caveat", result.labels(), result.test()),
                        caveat(words, "report.val-caveat", result.labels(), result.validation()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Element> caveat(Words words, String part, List<String> labels, Metrics metrics) {
        return F1Caveat.of(labels, metrics, words.locale())
                .map(sentence -> Element.of("p", words.of(part, sentence)).with("class", "alarm"));
    }

    private static Element figure(String name, String value, String small) {
        Element figure = Element.of("dd", value).add(Element.of("small", small));
        return Element.of("div", Element.of("dt", name), figure);
    }
}
