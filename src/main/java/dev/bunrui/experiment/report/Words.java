package dev.bunrui.experiment.report;

import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.training.score.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The texts of a page in its language. */
record Words(Locale locale) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    /** The language that the texts are in, as a page names it; where there are none in the reader's, they are English. */
    String language() {
        return locale.getLanguage().equals("ja") ? "ja" : "en";
    }

    String of(String key, Object... arguments) {
        return Messages.of(Words.class).get(locale, key, arguments);
    }

    String state(RunSummary.State state) {
        return of("state." + state.name().toLowerCase(Locale.ROOT));
    }

    /** A moment by this machine's clock, and how far that is from Greenwich's. */
    static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Macro-F1 in per cent with its interval: {@code 97.30 [95.92, 98.24]}. */
    static String f1(Metrics metrics) {
        return Figures.percent(metrics.scores().macroF1()) + " " + interval(metrics.f1Interval());
    }

    /** Accuracy in per cent with its interval. */
    static String accuracy(Metrics metrics) {
        return Figures.percent(metrics.scores().accuracy()) + " " + interval(metrics.accuracyInterval());
    }

    static String interval(Interval interval) {
        return Figures.interval(interval.low(), interval.high());
    }

    static String oneLine(String text) {
        return text.replace("\n", "\\n");
    }
}
