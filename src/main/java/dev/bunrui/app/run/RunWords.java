package dev.bunrui.app.run;

import dev.bunrui.app.text.Texts;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.experiment.Metrics;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.Figures;
import dev.bunrui.service.ListedRun;
import dev.bunrui.training.score.Interval;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words and figures for a run, in the present language. */
public final class RunWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final double SMALL = 0.01;

    private final Texts texts;
    private final DataLocator data;

    public RunWords(Texts texts, AppFolders folders) {
        this.texts = texts;
        this.data = new DataLocator(folders.sampleData(), folders.data());
    }

    /** Where a run stands, with how far it got if it is not finished. */
    public String state(ListedRun run) {
        if (!(run instanceof ListedRun.Known known)) {
            return texts.now("state.damaged");
        }
        RunSummary summary = known.summary();
        String state = texts.now("state." + known.state().name().toLowerCase(Locale.ROOT));
        return known.state() == RunSummary.State.FINISHED || summary.steps() == 0
                ? state
                : state + " " + Figures.share((double) summary.step() / summary.steps());
    }

    /** The name that people know the run's data by. */
    public String data(RunSettings settings) {
        return data.name(settings.data());
    }

    /** A point in time, to the minute, by the clock of this place. */
    public static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Macro-F1 in per cent, with its interval: {@code 97.30 [96.01 – 98.40]}. */
    public static String f1(Metrics metrics) {
        return scored(metrics.scores().macroF1(), metrics.f1Interval());
    }

    /** Accuracy in per cent, with its interval. */
    public static String accuracy(Metrics metrics) {
        return scored(metrics.scores().accuracy(), metrics.accuracyInterval());
    }

    /** A score in per cent, with its interval. */
    private static String scored(double score, Interval interval) {
        return Figures.percent(score) + " [" + Figures.range(interval.low(), interval.high()) + "]";
    }

    /** A rate: small ones as {@code 5e-4}, others as they are. */
    public static String rate(double rate) {
        boolean small = rate != 0 && Math.abs(rate) < SMALL;
        return new DecimalFormat(small ? "0.###E0" : "0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(rate)
                .toLowerCase(Locale.ROOT);
    }
}
