package dev.bunrui.cli;

import dev.bunrui.experiment.gauge.Peak;
import dev.bunrui.experiment.gauge.ProcessorReading;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.message.Figures;
import dev.bunrui.runtime.CardReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How busy a run's device was, in one line; what is not known is left out. */
final class ReadingWords {
    private final Session session;

    ReadingWords(Session session) {
        this.session = session;
    }

    /** {@code peak}: what the device could reach at most, if that is known. */
    String of(Reading reading, Optional<Peak> peak) {
        List<String> parts =
                new ArrayList<>(reading.card().map(this::card).orElseGet(() -> processor(reading.processor())));
        peak.ifPresent(known -> reading.share(known)
                .ifPresent(share -> parts.add(session.text(
                        "reading.share." + known.source().name().toLowerCase(Locale.ROOT),
                        Figures.tenths(share),
                        Figures.flops(known.flops())))));
        return String.join(", ", parts);
    }

    private List<String> card(CardReading card) {
        List<String> parts = new ArrayList<>(List.of(card.name()));
        card.utilisation().ifPresent(percent -> parts.add(session.text("reading.busy", percent)));
        if (card.memoryUsed().isPresent() && card.memory().isPresent()) {
            parts.add(session.text(
                    "reading.memory",
                    Figures.bytes(card.memoryUsed().getAsLong()),
                    Figures.bytes(card.memory().getAsLong())));
        }
        card.temperature().ifPresent(degrees -> parts.add(degrees + " °C"));
        card.power().ifPresent(watts -> parts.add(Math.round(watts) + " W"));
        return parts;
    }

    private List<String> processor(ProcessorReading processor) {
        List<String> parts = new ArrayList<>();
        processor
                .busy()
                .ifPresent(cores -> parts.add(
                        session.text("reading.cores", String.format(Locale.ROOT, "%.1f", cores), processor.cores())));
        parts.add(session.text("reading.free", Figures.bytes(processor.free()), Figures.bytes(processor.memory())));
        return parts;
    }
}
