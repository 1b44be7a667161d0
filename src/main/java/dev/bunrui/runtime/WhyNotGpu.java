package dev.bunrui.runtime;

import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import java.util.List;
import java.util.Locale;

/**
 * Why no card is used, as one sentence that says what to do.
 *
 * @param reason the name of the sentence, for programs
 */
public record WhyNotGpu(String reason, List<Object> arguments) implements Told {
    /** The only reason that goes away by fetching DJL's build. */
    public static final String NO_BUILD = "no-build";

    public WhyNotGpu {
        arguments = List.copyOf(arguments);
    }

    static WhyNotGpu because(String reason, Object... arguments) {
        return new WhyNotGpu(reason, List.of(arguments));
    }

    /** A build was loaded and saw no card. */
    public static WhyNotGpu blind(Object build) {
        return because("blind", build);
    }

    /** A build is there that could not be loaded; {@code log} is the file that says why. */
    public static WhyNotGpu unloadable(Object build, Object log) {
        return because("unloadable", build, log);
    }

    @Override
    public String message(Locale locale) {
        return Messages.of(WhyNotGpu.class).get(locale, "not." + reason, arguments.toArray());
    }
}
