package dev.bunrui.experiment;

import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import dev.bunrui.training.TrainingEvent;
import java.util.Locale;

/** That a run of a sweep was not trained to its end, and why; its words are one sentence. */
public record GivenUpNote(TrainingEvent.GivenUp event) implements Told {
    @Override
    public String message(Locale locale) {
        return Messages.of(GivenUpNote.class)
                .get(
                        locale,
                        "run.given-up",
                        event.epoch(),
                        Figures.percent(event.bestF1()),
                        Figures.percent(event.upper()),
                        event.others(),
                        Figures.percent(event.median()));
    }
}
