package dev.bunrui.app.wizard.slurm;

import dev.bunrui.service.slurm.MemoryText;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.SlurmSettings;

/** What may be asked of Slurm; each is an option of the command line, too. */
enum SlurmField {
    PARTITION("partition"),
    TIME("time"),
    GPUS("gpus"),
    MEMORY("mem"),
    CPUS("cpus"),
    ACCOUNT("account"),
    AT_ONCE("at-once"),
    RUNS_PER_JOB("runs-per-job"),
    REQUEUES("requeues"),
    MODULES("modules"),
    PREAMBLE("preamble"),
    EXTRA("sbatch"),
    PROGRAM("program"),
    JAVA("java");

    private final String option;

    SlurmField(String option) {
        this.option = option;
    }

    String option() {
        return option;
    }

    /** The text of its name. */
    String key() {
        return "field." + option;
    }

    /** Whether an empty field means what is proposed, as there is no number to be read from it. */
    boolean counts() {
        return switch (this) {
            case PARTITION, TIME, GPUS, MEMORY, CPUS, AT_ONCE, RUNS_PER_JOB, REQUEUES -> true;
            default -> false;
        };
    }

    /** How settings have it, as it is written into the field; empty for what is left to Slurm. */
    String of(SlurmSettings settings) {
        return switch (this) {
            case PARTITION -> settings.partition();
            case TIME -> settings.minutes() == 0 ? "" : Partition.time(settings.minutes());
            case GPUS -> "" + settings.gpus();
            case MEMORY -> settings.memory() == 0 ? "" : MemoryText.of(settings.memory());
            case CPUS -> some(settings.cpus());
            case ACCOUNT -> settings.account();
            case AT_ONCE -> some(settings.atOnce());
            case RUNS_PER_JOB -> some(settings.runsPerJob());
            case REQUEUES -> "" + settings.requeues();
            case MODULES -> settings.modules();
            case PREAMBLE -> settings.preamble();
            case EXTRA -> settings.extra();
            case PROGRAM -> settings.program();
            case JAVA -> settings.java();
        };
    }

    private static String some(int number) {
        return number == 0 ? "" : "" + number;
    }
}
