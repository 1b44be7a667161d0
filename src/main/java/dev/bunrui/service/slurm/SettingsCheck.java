package dev.bunrui.service.slurm;

import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks whether a cluster can do what is asked of it. Slurm itself takes many a job that can never begin, and lets it wait
 * for ever.
 */
final class SettingsCheck {
    private SettingsCheck() {}

    /**
     * Looks through settings.
     *
     * @throws RequestException naming the first that cannot be met, and what can be
     */
    static void check(SlurmSettings settings, List<Partition> partitions) {
        require(settings.requeues() >= 0, "settings.negative", "--requeues", settings.requeues());
        require(settings.atOnce() >= 0, "settings.negative", "--at-once", settings.atOnce());
        require(settings.runsPerJob() >= 0, "settings.negative", "--runs-per-job", settings.runsPerJob());
        require(settings.gpus() >= 0, "settings.negative", "--gpus", settings.gpus());
        Partition partition = find(settings.partition(), partitions);
        String name = partition.name();
        require(partition.up(), "settings.down", name);
        require(
                partition.maxMinutes() == 0 || settings.minutes() <= partition.maxMinutes(),
                "settings.time",
                Partition.time(settings.minutes()),
                name,
                Partition.time(partition.maxMinutes()));
        require(settings.gpus() <= partition.gpus(), "settings.gpus", settings.gpus(), name, partition.gpus());
        require(
                partition.memory() == 0 || settings.memory() <= partition.memory(),
                "settings.memory",
                settings.memory(),
                name,
                partition.memory());
        require(
                partition.cpus() == 0 || settings.cpus() <= partition.cpus(),
                "settings.cpus",
                settings.cpus(),
                name,
                partition.cpus());
    }

    /**
     * The partition of a name; Slurm's own default where it is empty.
     *
     * @throws RequestException if there is none
     */
    static Partition find(String name, List<Partition> partitions) {
        if (name.isBlank()) {
            return partitions.stream()
                    .filter(Partition::standard)
                    .findFirst()
                    .orElseThrow(() -> new RequestException(SettingsCheck.class, "settings.which", names(partitions)));
        }
        return partitions.stream()
                .filter(partition -> partition.name().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new RequestException(
                        SettingsCheck.class, "settings.partition", name.strip(), names(partitions)));
    }

    private static String names(List<Partition> partitions) {
        return partitions.stream().map(Partition::name).collect(Collectors.joining(", "));
    }

    private static void require(boolean condition, String key, Object... arguments) {
        if (!condition) {
            Object[] words = new Object[arguments.length];
            for (int at = 0; at < words.length; at++) {
                words[at] = String.valueOf(arguments[at]);
            }
            throw new RequestException(SettingsCheck.class, key, words);
        }
    }
}
