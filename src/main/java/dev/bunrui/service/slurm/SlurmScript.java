package dev.bunrui.service.slurm;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The script of a job array, as {@code sbatch} takes it, and of the job that looks at a node first. Both name files in the
 * sweep's folder by the names that they have here: the folder is at the same place on the nodes.
 *
 * <p>An element's shell begins Bunrui and waits for it. Slurm signals the shell some minutes before the job's time is up:
 * it has Bunrui save and end, and puts the element into the queue again. So it does when Bunrui ends for no reason of the
 * runs' own, as when the memory ran out. What Slurm preempts, and what was on a node that failed, Slurm queues again
 * itself. Who ends the whole job by force ends the shell too: whoever follows the sweep submits the element again.
 */
final class SlurmScript {
    /** Ends a job that wants to be begun again. */
    static final int AGAIN = 75;

    /** How long before the end of its time a job is told. */
    private static final int NOTICE_SECONDS = 180;

    /** A short job is told when a fifth of its time is left. */
    private static final int NOTICE_SHARE = 5;

    private final AppFolders folders;
    private final SlurmFolder folder;
    private final SlurmSettings settings;

    SlurmScript(AppFolders folders, SlurmFolder folder, SlurmSettings settings) {
        this.folders = folders;
        this.folder = folder;
        this.settings = settings;
    }

    /** {@code elements} as {@code --array} has them. */
    String array(String elements) {
        List<String> lines = new ArrayList<>(List.of("#!/bin/bash"));
        lines.add(option("job-name", "bunrui-" + folder.sweep().name()));
        lines.add(option("array", elements + (settings.atOnce() > 0 ? "%" + settings.atOnce() : "")));
        lines.add(option("output", folder.log().toString()));
        lines.add("#SBATCH --open-mode=append --requeue");
        resources(lines);
        if (settings.minutes() > 0) {
            lines.add(option("time", Partition.time(settings.minutes())));
            lines.add("#SBATCH --signal=B:USR1@" + notice(settings.minutes()));
        }
        settings.extraOptions().forEach(extra -> lines.add("#SBATCH " + extra));
        prepare(lines);
        lines.add("folder=" + quoted(folder.path()));
        lines.add("element=$SLURM_ARRAY_TASK_ID");
        lines.add(
                "echo \"$SLURM_ARRAY_JOB_ID ${SLURMD_NODENAME:-$(hostname)} $(date -u +%Y-%m-%dT%H:%M:%SZ)\" >>\"$folder/$element.starts\"");
        lines.add("");
        lines.add(
                "# Bunrui saves what it computed when it is told to end: before the time is up, and when Slurm ends the job.");
        lines.add("trap 'kill -TERM \"$bunrui\" 2>/dev/null' USR1 TERM");
        lines.add(java(
                        SlurmElement.class,
                        quoted(folder.sweep().path().toAbsolutePath().normalize()) + " \"$element\"") + " &");
        lines.add("bunrui=$!");
        lines.add("while wait \"$bunrui\"; kill -0 \"$bunrui\" 2>/dev/null; do :; done");
        lines.add("wait \"$bunrui\"");
        lines.add("code=$?");
        lines.add("");
        lines.add("# 0: all is done. 1: it will not do, and the run's folder says why. Else there is more to do.");
        lines.add("case $code in 0 | 1) exit \"$code\" ;; esac");
        lines.add("begun=$(wc -l <\"$folder/$element.starts\")");
        lines.add("state=$(squeue -h -j \"$SLURM_JOB_ID\" -o %T 2>/dev/null)");
        lines.add("if [ \"$begun\" -le " + settings.requeues() + " ] && [ \"$state\" = RUNNING ]; then");
        lines.add("    scontrol requeue \"${SLURM_ARRAY_JOB_ID}_$element\" && sleep 60");
        lines.add("fi");
        lines.add("exit " + AGAIN);
        return String.join("\n", lines) + "\n";
    }

    /** A job that looks whether a node can do what an element is to do. */
    String check(String token) {
        List<String> lines = new ArrayList<>(List.of("#!/bin/bash"));
        lines.add(option("job-name", "bunrui-check"));
        lines.add("#SBATCH --output=/dev/null --time=" + Partition.time(CHECK_MINUTES));
        resources(lines);
        settings.extraOptions().forEach(extra -> lines.add("#SBATCH " + extra));
        prepare(lines);
        lines.add("[ -e " + quoted(folder.arguments()) + " ] || exit " + NodeCheck.NOT_SHARED);
        lines.add("command -v " + quoted(javaPath()) + " >/dev/null || exit " + NodeCheck.NO_JAVA);
        lines.add(java(NodeCheck.class, quoted(folder.path()) + " " + token + " " + settings.gpus()));
        lines.add("code=$?");
        lines.add("[ \"$code\" = 1 ] && exit " + NodeCheck.NO_PROGRAM);
        lines.add("exit \"$code\"");
        return String.join("\n", lines) + "\n";
    }

    private static final int CHECK_MINUTES = 2;

    private void resources(List<String> lines) {
        add(lines, "partition", settings.partition());
        add(lines, "account", settings.account());
        if (settings.gpus() > 0) {
            lines.add("#SBATCH --gres=gpu:" + settings.gpus());
        }
        if (settings.cpus() > 0) {
            lines.add("#SBATCH --cpus-per-task=" + settings.cpus());
        }
        if (settings.memory() > 0) {
            lines.add("#SBATCH --mem=" + settings.memory() + "M");
        }
    }

    private void prepare(List<String> lines) {
        lines.add("");
        lines.add("# Japanese file names need it.");
        lines.add("[ \"$(locale charmap 2>/dev/null)\" = UTF-8 ] || export LC_ALL=C.UTF-8");
        lines.add("# What holds where it is submitted does not hold here.");
        lines.add("export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}");
        lines.add("unset BUNRUI_DEVICES");
        List<String> modules = settings.moduleNames();
        if (!modules.isEmpty()) {
            lines.add("module load "
                    + String.join(" ", modules.stream().map(RunOptions::quoted).toList()));
        }
        settings.preamble().lines().forEach(lines::add);
    }

    private static void add(List<String> lines, String name, String value) {
        if (!value.isBlank()) {
            lines.add(option(name, value.strip()));
        }
    }

    private static String option(String name, String value) {
        return "#SBATCH --" + name + "=" + RunOptions.quoted(value);
    }

    private static int notice(int minutes) {
        return Math.min(NOTICE_SECONDS, minutes * 60 / NOTICE_SHARE);
    }

    private String java(Class<?> main, String words) {
        return quoted(javaPath()) + " " + quoted("@" + folder.arguments()) + " " + main.getName() + " " + words;
    }

    private String javaPath() {
        return settings.java().isBlank()
                ? javaProcess().command().get(0)
                : settings.java().strip();
    }

    /**
     * What {@link SlurmFolder#arguments} holds: the virtual machine's options and the class path, as a process of this
     * program has them, with the program's folder on the nodes where that is another.
     */
    String arguments() {
        List<String> command = javaProcess().command();
        List<String> options = new ArrayList<>(command.subList(1, command.size() - 1)); // without the class
        if (!settings.program().isBlank()) {
            String program = settings.program().strip();
            options.removeIf(option -> option.startsWith("-D" + AppFolders.APP_PROPERTY + "="));
            options.add("-D" + AppFolders.APP_PROPERTY + "=" + program);
            options.set(options.indexOf("-cp") + 1, program + "/lib/*");
        }
        StringBuilder text = new StringBuilder();
        options.forEach(option -> text.append('"')
                .append(option.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n"));
        return text.toString();
    }

    private ProcessBuilder javaProcess() {
        return JavaProcess.of(folders, SlurmElement.class);
    }

    private static String quoted(Path path) {
        return quoted(path.toString());
    }

    private static String quoted(String word) {
        return RunOptions.quoted(word);
    }
}
