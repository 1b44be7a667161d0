package dev.bunrui.runtime;

import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import java.util.List;
import java.util.Locale;

/** What the driver told, what follows from it, and that as one sentence. */
public record GpuReport(DriverState driver, RuntimeChoice choice) implements Told {
    /** Whether a card is used. */
    public boolean used() {
        return choice instanceof RuntimeChoice.Cuda;
    }

    /** The name of the sentence, for programs. */
    public String reason() {
        return choice instanceof RuntimeChoice.Bundled bundled ? bundled.why().reason() : "used";
    }

    /** Whether DJL's build is all that is missing. */
    public boolean fetchable() {
        return reason().equals(WhyNotGpu.NO_BUILD);
    }

    @Override
    public String message(Locale locale) {
        if (choice instanceof RuntimeChoice.Bundled bundled) {
            return bundled.why().message(locale);
        }
        return Messages.of(GpuReport.class).get(locale, "used", ((RuntimeChoice.Cuda) choice).folder());
    }

    /** The cards, each with what is known of it. */
    public List<String> cards() {
        return driver.cards().stream().map(GpuReport::words).toList();
    }

    private static String words(GraphicsCard card) {
        return "cuda:" + card.index() + " " + card.name()
                + card.capability()
                        .map(capability -> ", compute capability " + capability)
                        .orElse("")
                + (card.memory().isPresent()
                        ? ", " + Figures.bytes(card.memory().getAsLong())
                        : "")
                + (card.mig() ? ", MIG" : "");
    }

    /** Driver and CUDA, as far as they are known. */
    public String versions() {
        return driver.version().map(VersionNumber::text).orElse("–")
                + driver.cuda().map(cuda -> ", CUDA " + cuda).orElse("");
    }
}
