package dev.bunrui.app.wizard.slurm;

import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.slurm.MemoryText;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.SlurmSettings;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a person wrote into the fields, as it was at some moment.
 *
 * @param host that jobs are submitted from; empty: this one
 * @param written by field; what is not there is as proposed
 */
record SlurmChoices(String host, Map<SlurmField, String> written) {
    private static final int LONGEST = 9;

    SlurmChoices {
        Map<SlurmField, String> copy = new EnumMap<>(SlurmField.class);
        copy.putAll(written);
        written = copy;
    }

    /** The partition that is named; empty if none is. */
    String partition() {
        return written.getOrDefault(SlurmField.PARTITION, "").strip();
    }

    /**
     * What is written, over what is proposed.
     *
     * @throws RequestException naming the first field that cannot be understood
     */
    SlurmSettings over(SlurmSettings proposed) {
        return new SlurmSettings(
                host,
                text(SlurmField.PARTITION, proposed),
                text(SlurmField.ACCOUNT, proposed),
                minutes(proposed),
                number(SlurmField.GPUS, proposed.gpus()),
                memory(proposed),
                number(SlurmField.CPUS, proposed.cpus()),
                number(SlurmField.AT_ONCE, proposed.atOnce()),
                number(SlurmField.REQUEUES, proposed.requeues()),
                number(SlurmField.RUNS_PER_JOB, proposed.runsPerJob()),
                text(SlurmField.MODULES, proposed),
                written.getOrDefault(SlurmField.PREAMBLE, proposed.preamble()),
                text(SlurmField.EXTRA, proposed),
                text(SlurmField.PROGRAM, proposed),
                text(SlurmField.JAVA, proposed));
    }

    private String text(SlurmField field, SlurmSettings proposed) {
        return written.getOrDefault(field, field.of(proposed)).strip();
    }

    private int minutes(SlurmSettings proposed) {
        String text = written.get(SlurmField.TIME);
        if (text == null) {
            return proposed.minutes();
        }
        int minutes = Partition.minutes(text);
        if (minutes == 0) {
            throw new RequestException(Texts.class, "slurm.no-time", text);
        }
        return minutes;
    }

    private long memory(SlurmSettings proposed) {
        String text = written.get(SlurmField.MEMORY);
        return text == null
                ? proposed.memory()
                : MemoryText.mebibytes(text)
                        .orElseThrow(() -> new RequestException(Texts.class, "slurm.no-size", text));
    }

    private int number(SlurmField field, int proposed) {
        String text = written.get(field);
        if (text == null) {
            return proposed;
        }
        if (!text.strip().matches("\\d{1," + LONGEST + "}")) {
            throw new RequestException(Texts.class, "slurm.no-number", "--" + field.option(), text);
        }
        return Integer.parseInt(text.strip());
    }

    /** The same as options of {@code bunrui sweep}; lines of shell come from a file there. */
    String commandLine() {
        StringBuilder line = new StringBuilder(" --on slurm");
        if (!host.isEmpty()) {
            line.append(" --submit-host ").append(RunOptions.quoted(host));
        }
        written.forEach((field, text) -> line.append(" --")
                .append(field.option())
                .append(' ')
                .append(field == SlurmField.PREAMBLE ? "FILE" : RunOptions.quoted(text.strip())));
        return line.toString();
    }
}
