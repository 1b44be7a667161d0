package dev.bunrui.service.slurm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition of the cluster.
 *
 * @param standard whether it is taken where none is named
 * @param up whether jobs are begun there
 * @param maxMinutes the longest time that a job may take; 0 for no limit
 * @param nodes how many there are
 * @param cpus cores of a node; of the smallest, where they differ
 * @param memory of a node in MiB, likewise
 * @param gpus cards of a node; the most that a node has
 */
public record Partition(
        String name, boolean standard, boolean up, int maxMinutes, int nodes, int cpus, long memory, int gpus) {
    /** What {@code sinfo} is asked for: a line for each kind of nodes. */
    static final String FORMAT = "%P|%a|%l|%D|%c|%m|%G";

    private static final int FIELDS = 7;
    private static final Pattern TIME = Pattern.compile("(?:(\\d{1,4})-)?(\\d{1,6})(?::(\\d{1,3}))?(?::(\\d{1,3}))?");
    private static final Pattern GPUS = Pattern.compile("gpu(?::[^:,(]+)?:(\\d+)");
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** The partitions that {@code sinfo} tells of, in its order; lines that cannot be understood are left out. */
    static List<Partition> read(String lines) {
        Map<String, Partition> all = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            String[] fields = line.strip().split("\\|", -1);
            if (fields.length >= FIELDS) {
                Partition part = of(fields);
                all.merge(part.name(), part, Partition::and);
            }
        }
        return new ArrayList<>(all.values());
    }

    private static Partition of(String[] fields) {
        boolean standard = fields[0].endsWith("*");
        return new Partition(
                standard ? fields[0].substring(0, fields[0].length() - 1) : fields[0],
                standard,
                fields[1].equals("up"),
                minutes(fields[2]),
                (int) number(fields[3]),
                (int) number(fields[4]),
                number(fields[5]),
                gpus(fields[6]));
    }

    private Partition and(Partition more) {
        return new Partition(
                name,
                standard,
                up,
                maxMinutes,
                nodes + more.nodes,
                Math.min(cpus, more.cpus),
                Math.min(memory, more.memory),
                Math.max(gpus, more.gpus));
    }

    /** How many jobs it holds at once, with so many cards each. */
    int room(int gpusPerJob) {
        return Math.max(1, nodes * (gpusPerJob == 0 ? 1 : Math.max(1, gpus / gpusPerJob)));
    }

    /** A number that may have a "+" behind it, where it is a least one. */
    private static long number(String text) {
        String digits = text.replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static int gpus(String gres) {
        Matcher found = GPUS.matcher(gres);
        int gpus = 0;
        while (found.find()) {
            gpus += Integer.parseInt(found.group(1));
        }
        return gpus;
    }

    /**
     * Slurm's times: {@code minutes}, {@code minutes:seconds}, {@code hours:minutes:seconds}, {@code days-hours},
     * {@code days-hours:minutes}, {@code days-hours:minutes:seconds}. Seconds count as a minute begun.
     *
     * @return minutes; 0 for what is no time, such as {@code infinite}
     */
    public static int minutes(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            return 0;
        }
        int[] parts = new int[3];
        int given = 0;
        for (int part = 0; part < parts.length; part++) {
            if (time.group(part + 2) != null) {
                parts[part] = Integer.parseInt(time.group(part + 2));
                given++;
            }
        }
        if (time.group(1) != null) {
            return Integer.parseInt(time.group(1)) * DAY + parts[0] * HOUR + parts[1] + begun(parts[2]);
        }
        return given == 3 ? parts[0] * HOUR + parts[1] + begun(parts[2]) : parts[0] + begun(parts[1]);
    }

    private static int begun(int seconds) {
        return seconds > 0 ? 1 : 0;
    }

    /** Minutes as Slurm writes them: {@code 1-02:30:00}. */
    public static String time(int minutes) {
        String clock = String.format("%02d:%02d:00", minutes % DAY / HOUR, minutes % HOUR);
        return minutes < DAY ? clock : minutes / DAY + "-" + clock;
    }
}
