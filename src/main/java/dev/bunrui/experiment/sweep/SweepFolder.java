package dev.bunrui.experiment.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.RunTrash;
import dev.bunrui.file.Abreast;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileStamp;
import dev.bunrui.file.SystemReason;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@code RUNS/SWEEP/sweep.json}, beside the runs that it names: a sweep and its runs are moved together, and each of the
 * runs is one like any other. Any process may change it; whoever works through it looks at it before each run.
 */
public record SweepFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    /**
     * Makes a sweep, and the requests of its runs.
     *
     * @param name the folder's name, before those of its runs; empty: made of the time
     * @throws RequestException if the name is taken, or the folder cannot be made
     */
    public static SweepFolder create(Path runs, String name, SweepPlan plan, Grid grid) {
        String stem = name.isEmpty()
                ? "sweep-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP)
                : name;
        if (stem.contains("/") || stem.contains("\\") || stem.startsWith(".") || stem.contains("\0")) {
            throw new RequestException(SweepFolder.class, "sweep.name", stem);
        }
        SweepFolder folder = new SweepFolder(runs.resolve(stem));
        if (Files.exists(folder.path())) {
            throw new RequestException(SweepFolder.class, "sweep.taken", folder.path());
        }
        int digits = String.valueOf(grid.runs().size()).length();
        Map<String, Map<String, String>> named = new LinkedHashMap<>();
        for (Combination run : grid.runs()) {
            named.put(stem + "-" + number(named.size() + 1, Math.max(2, digits)), run.values());
        }
        for (String run : named.keySet()) {
            if (Files.exists(runs.resolve(run))) {
                throw new RequestException(SweepFolder.class, "sweep.taken", runs.resolve(run));
            }
        }
        folder.write(new Sweep(Instant.now(), plan, named, grid.skipped(), List.of()));
        folder.makeMissing();
        return folder;
    }

    private static String number(int number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "d", number);
    }

    /**
     * A sweep that was made before: a path, or a name under {@code runs}.
     *
     * @throws RequestException if there is none
     */
    public static SweepFolder find(Path runs, String sweep) {
        for (Path path : new Path[] {Path.of(sweep), runs.resolve(sweep)}) {
            SweepFolder folder = new SweepFolder(path);
            if (folder.there()) {
                return folder;
            }
        }
        throw new RequestException(SweepFolder.class, "sweep.none", sweep, runs);
    }

    /**
     * All sweeps of a folder of runs, the latest first; garbled ones last.
     *
     * @throws RequestException if the folder cannot be read
     */
    public static List<SweepFolder> list(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(runs)) {
            // Among thousands of runs, which are asked, too, whether they are sweeps.
            List<SweepFolder> folders = entries.map(SweepFolder::new).toList();
            List<Boolean> there = new Abreast().of(folders, SweepFolder::there);
            Map<SweepFolder, Instant> created = new LinkedHashMap<>();
            for (int i = 0; i < folders.size(); i++) {
                if (there.get(i)) {
                    created.put(folders.get(i), folders.get(i).created());
                }
            }
            return created.entrySet().stream()
                    .sorted(Map.Entry.<SweepFolder, Instant>comparingByValue()
                            .reversed()
                            .thenComparing(entry -> entry.getKey().name()))
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (IOException unreadable) {
            throw new RequestException(SweepFolder.class, "sweep.unreadable", runs, new SystemReason(unreadable));
        }
    }

    private Instant created() {
        try {
            return read().created();
        } catch (RequestException garbled) {
            return Instant.EPOCH;
        }
    }

    /** The sweep that a run belongs to, if that is still there. */
    public static Optional<SweepFolder> of(RunFolder run) {
        if (!Files.isRegularFile(run.request())) {
            return Optional.empty();
        }
        return RunRequest.read(run.request())
                .sweep()
                .map(name -> new SweepFolder(run.path().resolveSibling(name)))
                .filter(SweepFolder::there);
    }

    public String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    private Path file() {
        return path.resolve("sweep.json");
    }

    /** How its file is now: while it stays so, the sweep need not be read again. */
    public FileStamp stamp() {
        return FileStamp.of(file());
    }

    private boolean there() {
        return Files.isRegularFile(file());
    }

    /**
     * The sweep as it is now.
     *
     * @throws RequestException if its file is missing or garbled
     */
    public Sweep read() {
        try {
            return SweepJson.read(JSON.readTree(file().toFile()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            throw new RequestException(SweepFolder.class, "sweep.garbled", file());
        } catch (IOException unreadable) {
            throw new RequestException(SweepFolder.class, "sweep.unreadable", file(), new SystemReason(unreadable));
        }
    }

    /** The folder of one of its runs. */
    public RunFolder run(String name) {
        return new RunFolder(path.resolveSibling(name));
    }

    /** The folders of its runs, in the order in which they are worked on. */
    public List<RunFolder> runs() {
        return read().runs().keySet().stream().map(this::run).toList();
    }

    /**
     * Makes the folders of those runs that have none, as when the making was cut short.
     *
     * @throws RequestException if a folder cannot be made
     */
    public void makeMissing() {
        Sweep sweep = read();
        sweep.runs().forEach((name, values) -> {
            RunFolder run = run(name);
            if (!run.begun() && !Files.isRegularFile(run.request())) {
                RunRequest.make(
                        path.resolveSibling(""), name, Grid.settings(sweep.plan(), values), Optional.of(name()));
            }
        });
    }

    /**
     * Adds runs at the end; those whose values a run has already are left out.
     *
     * @return the names of the new runs
     * @throws RequestException if the files cannot be written
     */
    public List<String> add(List<Combination> more) {
        List<String> added = new ArrayList<>();
        change(sweep -> {
            Map<String, Map<String, String>> runs = new LinkedHashMap<>(sweep.runs());
            int number = Stream.concat(runs.keySet().stream(), sweep.dropped().stream())
                    .mapToInt(this::numberOf)
                    .max()
                    .orElse(0);
            Set<Object> known = new HashSet<>();
            runs.values().forEach(values -> known.add(Grid.settings(sweep.plan(), values)));
            for (Combination run : more) {
                if (known.add(run.settings())) {
                    number++;
                    String name = name() + "-" + number(number, 2);
                    runs.put(name, run.values());
                    added.add(name);
                }
            }
            return new Sweep(sweep.created(), sweep.plan(), runs, sweep.skipped(), sweep.dropped());
        });
        makeMissing();
        return added;
    }

    private int numberOf(String run) {
        String number = run.substring(Math.min(run.length(), name().length() + 1));
        return number.matches("\\d{1,8}") ? Integer.parseInt(number) : 0;
    }

    /**
     * Takes a run out. Its folder goes to the trash if nothing was done in it yet; otherwise it stays, as a run like any
     * other.
     *
     * @throws RequestException if it is none of the sweep's runs
     */
    public void drop(String run) {
        change(sweep -> {
            if (!sweep.runs().containsKey(run)) {
                throw new RequestException(SweepFolder.class, "sweep.no-run", run, name());
            }
            Map<String, Map<String, String>> runs = new LinkedHashMap<>(sweep.runs());
            runs.remove(run);
            List<String> dropped = new ArrayList<>(sweep.dropped());
            dropped.add(run);
            return new Sweep(sweep.created(), sweep.plan(), runs, sweep.skipped(), dropped);
        });
        RunFolder folder = run(run);
        if (!folder.begun() && !folder.held() && Files.isRegularFile(folder.request())) {
            RunTrash.of(folder).delete(folder);
        }
    }

    private void change(UnaryOperator<Sweep> change) {
        try {
            Turns.take(path.resolve("sweep.lock"), () -> {
                write(change.apply(read()));
                return true;
            });
        } catch (IOException failure) {
            throw AtomicFile.refusal(file(), failure);
        }
    }

    private void write(Sweep sweep) {
        AtomicFile.write(file(), SweepJson.of(sweep).toPrettyString() + "\n");
    }
}
