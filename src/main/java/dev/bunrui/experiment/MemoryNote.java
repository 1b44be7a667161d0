package dev.bunrui.experiment;

import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import dev.bunrui.training.TrainingEvent;
import java.util.Locale;

/**
 * That the memory ran out in a run, and what was done about it; its words are one sentence.
 *
 * @param step the steps that were taken by then
 */
public record MemoryNote(long step, TrainingEvent.MemoryRanOut event) implements Told {
    @Override
    public String message(Locale locale) {
        Messages texts = Messages.of(MemoryNote.class);
        String articles = Figures.count(event.articles());
        String fewer = Figures.count(event.fewer());
        if (event.evaluating()) {
            return texts.get(locale, "memory.evaluation", Figures.count(step), articles, fewer);
        }
        return event.articles() > 1
                ? texts.get(locale, "memory.step", Figures.count(step + 1), articles, fewer)
                : texts.get(locale, "memory.recompute", Figures.count(step + 1));
    }
}
