package dev.bunrui.service.slurm;

import dev.bunrui.message.RequestException;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slurm, through the commands that its users type. */
public final class Slurm {
    private static final Pattern MOST = Pattern.compile("MaxArraySize\\s*=\\s*(\\d{1,9})");

    /** Where it does not tell. */
    private static final int STANDARD_MOST = 1000;

    private record Refusal(String words, String key) {}

    /** Slurm's refusals that people meet, each with what to change. */
    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("invalid partition", "refused.partition"),
            new Refusal("not permitted to use this partition", "refused.right"),
            new Refusal("access/permission denied", "refused.right"),
            new Refusal("invalid account", "refused.account"),
            new Refusal("account/partition", "refused.account"),
            new Refusal("time limit", "refused.time"),
            new Refusal("memory specification", "refused.memory"),
            new Refusal("generic resource", "refused.gpus"),
            new Refusal("qos", "refused.qos"));

    private final SlurmHost host;

    /** {@code host} is a machine that jobs are submitted from, as {@code ssh} knows it; empty: this one. */
    public Slurm(String host) {
        this.host = new SlurmHost(host.strip());
    }

    /** Whether its commands are on this machine. */
    public static boolean here() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> List.of(path.split(File.pathSeparator)).stream())
                .anyMatch(folder -> new File(folder, "sbatch").canExecute());
    }

    /**
     * The cluster's partitions.
     *
     * @throws RequestException if there is no Slurm, or it does not answer
     */
    List<Partition> partitions() {
        SlurmHost.Answer answer = host.ask("sinfo", "-h", "-o", Partition.FORMAT);
        if (!answer.done()) {
            throw new RequestException(Slurm.class, "slurm.no-answer", SlurmHost.lastLine(answer.err()));
        }
        return Partition.read(answer.out());
    }

    /**
     * What the cluster tells of itself.
     *
     * @throws RequestException if there is no Slurm, or it does not answer
     */
    public Cluster cluster() {
        return new Cluster(partitions(), mostElements());
    }

    private int mostElements() {
        Matcher most = MOST.matcher(host.ask("scontrol", "show", "config").out());
        return most.find() ? Integer.parseInt(most.group(1)) - 1 : STANDARD_MOST;
    }

    /**
     * Submits a job.
     *
     * @param script what {@code sbatch} reads
     * @param options that come before those in the script
     * @return its number
     * @throws RequestException if Slurm refuses it, with the reason and what to change
     */
    String submit(String script, String... options) {
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(List.of(options));
        SlurmHost.Answer answer = host.ask(script, command);
        String id = SlurmHost.lastLine(answer.out()).split(";", 2)[0];
        if (!answer.done() || !id.matches("\\d+")) {
            throw refusal(answer.err());
        }
        return id;
    }

    /** The sentence for what {@code sbatch} says when it refuses a job. */
    static RequestException refusal(String words) {
        String said = words.toLowerCase(Locale.ROOT);
        String key = REFUSALS.stream()
                .filter(refusal -> said.contains(refusal.words()))
                .map(Refusal::key)
                .findFirst()
                .orElse("refused.other");
        return new RequestException(Slurm.class, key, SlurmHost.lastLine(words).replaceFirst("^sbatch: error: ", ""));
    }

    /**
     * Where jobs stand.
     *
     * @param ids of whole jobs; those that Slurm knows no more are left out
     * @return by the number of the job or element
     * @throws RequestException if Slurm does not answer: that says nothing of the jobs
     */
    Map<String, Job> jobs(Collection<String> ids) {
        Map<String, Job> jobs = new HashMap<>();
        if (ids.isEmpty()) {
            return jobs;
        }
        String list = String.join(",", ids);
        SlurmHost.Answer queue = host.ask("squeue", "-h", "-r", "-t", "all", "-j", list, "-o", Job.SQUEUE);
        if (!queue.done() && !queue.err().contains("Invalid job id")) {
            throw new RequestException(Slurm.class, "slurm.no-answer", SlurmHost.lastLine(queue.err()));
        }
        Job.read(queue.out()).forEach(job -> jobs.put(job.id(), job));
        List<String> gone = ids.stream()
                .filter(id -> jobs.keySet().stream().noneMatch(known -> known.equals(id) || known.startsWith(id + "_")))
                .toList();
        if (!gone.isEmpty()) {
            ended(gone).forEach(job -> jobs.putIfAbsent(job.id(), job));
        }
        return jobs;
    }

    /** What the accounting tells, where there is one. */
    private List<Job> ended(List<String> ids) {
        try {
            SlurmHost.Answer told = host.ask("sacct", "-n", "-X", "-P", "-j", String.join(",", ids), "-o", Job.SACCT);
            return told.done() ? Job.read(told.out()) : List.of();
        } catch (RequestException absent) {
            return List.of();
        }
    }

    /**
     * Cancels jobs or elements; those that have ended are left alone.
     *
     * @throws RequestException if Slurm does not answer
     */
    void cancel(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("scancel"));
        command.addAll(ids);
        SlurmHost.Answer answer = host.ask("", command);
        if (!answer.done() && !answer.err().contains("Invalid job id")) {
            throw new RequestException(Slurm.class, "slurm.no-answer", SlurmHost.lastLine(answer.err()));
        }
    }

    /** How a job ended, as {@code code:signal}, once it has; empty before. */
    Optional<Integer> exitCode(String id) {
        SlurmHost.Answer answer = host.ask("scontrol", "show", "job", id);
        String told = answer.out();
        boolean over = told.contains("JobState=COMPLETED") || told.contains("JobState=FAILED");
        String code = told.replaceAll("(?s).*ExitCode=(\\d+):.*", "$1");
        return over && code.matches("\\d+") ? Optional.of(Integer.valueOf(code)) : Optional.empty();
    }
}
