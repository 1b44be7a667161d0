package dev.bunrui.cli;

import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.slurm.MemoryText;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.SlurmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a sweep is worked on, and what is asked of Slurm; what is not given is proposed. */
final class SlurmOptions {
    /** Where. */
    enum Place {
        HERE,
        SLURM
    }

    @Option(names = "--on", paramLabel = "here|slurm", defaultValue = "here", descriptionKey = "option.on")
    private Place place = Place.HERE;

    @Option(names = "--submit-host", paramLabel = "HOST", descriptionKey = "option.submit-host")
    private @Nullable String host;

    @Option(names = "--partition", paramLabel = "NAME", descriptionKey = "option.partition")
    private @Nullable String partition;

    @Option(names = "--account", paramLabel = "NAME", descriptionKey = "option.account")
    private @Nullable String account;

    @Option(names = "--time", paramLabel = "TIME", descriptionKey = "option.time")
    private @Nullable String time;

    @Option(names = "--gpus", paramLabel = "N", descriptionKey = "option.gpus")
    private @Nullable Integer gpus;

    @Option(names = "--mem", paramLabel = "SIZE", descriptionKey = "option.mem")
    private @Nullable String memory;

    @Option(names = "--cpus", paramLabel = "N", descriptionKey = "option.cpus")
    private @Nullable Integer cpus;

    @Option(names = "--at-once", paramLabel = "N", descriptionKey = "option.at-once")
    private @Nullable Integer atOnce;

    @Option(names = "--requeues", paramLabel = "N", descriptionKey = "option.requeues")
    private @Nullable Integer requeues;

    @Option(names = "--runs-per-job", paramLabel = "N", descriptionKey = "option.runs-per-job")
    private @Nullable Integer runsPerJob;

    @Option(names = "--modules", paramLabel = "NAMES", descriptionKey = "option.modules")
    private @Nullable String modules;

    @Option(names = "--preamble", paramLabel = "FILE", descriptionKey = "option.preamble")
    private @Nullable Path preamble;

    @Option(names = "--sbatch", paramLabel = "OPTIONS", descriptionKey = "option.sbatch")
    private @Nullable String extra;

    @Option(names = "--program", paramLabel = "DIR", descriptionKey = "option.program")
    private @Nullable String program;

    @Option(names = "--java", paramLabel = "FILE", descriptionKey = "option.java")
    private @Nullable String java;

    @Option(names = "--save-script", descriptionKey = "option.save-script")
    private boolean save;

    boolean slurm() {
        return place == Place.SLURM;
    }

    /** Whether the script is to be saved, and not submitted. */
    boolean save() {
        return save;
    }

    /** The partition that is named; empty if none is. */
    String partition() {
        return partition == null ? "" : partition.strip();
    }

    /** The machine that is named. */
    String host(String standard) {
        return host == null ? standard : host.strip();
    }

    /**
     * Looks whether options are given that only Slurm knows what to do with.
     *
     * @throws RequestException naming the first, if it is not Slurm that is to work
     */
    void check() {
        if (!slurm()) {
            Stream.of(
                            save ? "--save-script" : null,
                            given(host, "--submit-host"),
                            given(partition, "--partition"),
                            given(account, "--account"),
                            given(time, "--time"),
                            given(gpus, "--gpus"),
                            given(memory, "--mem"),
                            given(cpus, "--cpus"),
                            given(atOnce, "--at-once"),
                            given(requeues, "--requeues"),
                            given(runsPerJob, "--runs-per-job"),
                            given(modules, "--modules"),
                            given(preamble, "--preamble"),
                            given(extra, "--sbatch"),
                            given(program, "--program"),
                            given(java, "--java"))
                    .filter(option -> option != null)
                    .findFirst()
                    .ifPresent(option -> {
                        throw new RequestException(SlurmOptions.class, "slurm.only", option);
                    });
        }
    }

    private static @Nullable String given(@Nullable Object value, String option) {
        return value == null ? null : option;
    }

    /**
     * What is given, over what is not.
     *
     * @throws RequestException if a time, a size or a file cannot be understood
     */
    SlurmSettings over(SlurmSettings proposed) {
        return new SlurmSettings(
                host(proposed.host()),
                partition == null ? proposed.partition() : partition(),
                or(account, proposed.account()),
                time == null ? proposed.minutes() : minutes(time),
                gpus == null ? proposed.gpus() : gpus,
                memory == null ? proposed.memory() : mebibytes(memory),
                cpus == null ? proposed.cpus() : cpus,
                atOnce == null ? proposed.atOnce() : atOnce,
                requeues == null ? proposed.requeues() : requeues,
                runsPerJob == null ? proposed.runsPerJob() : runsPerJob,
                or(modules, proposed.modules()),
                preamble == null ? proposed.preamble() : read(preamble),
                or(extra, proposed.extra()),
                or(program, proposed.program()),
                or(java, proposed.java()));
    }

    private static String or(@Nullable String given, String proposed) {
        return given == null ? proposed : given.strip();
    }

    private static int minutes(String text) {
        int minutes = Partition.minutes(text);
        if (minutes == 0) {
            throw new RequestException(SlurmOptions.class, "slurm.time", text);
        }
        return minutes;
    }

    private static long mebibytes(String text) {
        return MemoryText.mebibytes(text)
                .orElseThrow(() -> new RequestException(SlurmOptions.class, "slurm.mem", text));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new RequestException(SlurmOptions.class, "slurm.preamble", file, new SystemReason(unreadable));
        }
    }
}
