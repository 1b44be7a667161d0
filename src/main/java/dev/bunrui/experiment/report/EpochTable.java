package dev.bunrui.experiment.report;

import dev.bunrui.experiment.LoggedEvent;
import dev.bunrui.message.Figures;
import dev.bunrui.training.TrainingEvent.Evaluated;
import java.util.List;

/** Validation after each epoch in numbers; the epoch that was kept is marked. */
final class EpochTable {
    private EpochTable() {}

    /** {@code kept} is the epoch whose adapter was tested, or negative. */
    static Element of(Words words, List<LoggedEvent> events, int kept) {
        Table table = new Table("rrrrrl")
                .heading(
                        words.of("report.epoch"),
                        words.of("report.val-loss"),
                        words.of("report.val-accuracy"),
                        words.of("report.val-f1"),
                        words.of("report.duration"),
                        "");
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof Evaluated evaluated) {
                boolean tested = evaluated.epoch() == kept;
                table.row(
                        tested ? "chosen" : "",
                        Table.cells(List.of(
                                Integer.toString(evaluated.epoch()),
                                Figures.loss(evaluated.loss()),
                                Figures.percent(evaluated.scores().accuracy()),
                                Figures.percent(evaluated.scores().macroF1()),
                                Figures.duration(evaluated.seconds()),
                                tested ? words.of("report.kept") : "")));
            }
        }
        return table.element();
    }
}
