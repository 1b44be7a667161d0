package dev.bunrui.service.slurm;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileTree;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sweep that Slurm works on: its runs are parted into the elements of a job array, each of which is a
 * {@link SlurmElement}. What is to become of a run stands in its own folder, as everywhere; Slurm's queue is only made to
 * fit it by whoever looks: what waits there without anything to do is taken out, and what was ended from outside is
 * submitted again, as often as the settings allow.
 */
public final class SlurmSweep {
    /** How long a node is waited for that is to be looked at. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AppFolders folders;
    private final SlurmFolder folder;
    private final SweepFolder sweep;
    private final Duration patience;

    public SlurmSweep(AppFolders folders, SweepFolder sweep) {
        this(folders, sweep, PATIENCE);
    }

    /** {@code patience}: how long a node is waited for that is to be looked at. */
    SlurmSweep(AppFolders folders, SweepFolder sweep, Duration patience) {
        this.patience = patience;
        this.folders = folders;
        this.sweep = sweep;
        this.folder = new SlurmFolder(sweep);
    }

    public SweepFolder sweep() {
        return sweep;
    }

    /** Whether Slurm was ever asked to work on the sweep. */
    public boolean there() {
        return folder.read().isPresent();
    }

    /** What it was last asked with; empty if it never was. */
    public Optional<SlurmSettings> settings() {
        return folder.read().map(SlurmBook::settings);
    }

    /** Whether Slurm may still have to do with some of its runs. */
    public boolean open() {
        return folder.read().filter(SlurmBook::open).isPresent();
    }

    /** The script that is submitted; only to be shown, nothing is written. */
    public static String script(AppFolders folders, SweepFolder sweep, SlurmSettings settings, int elements) {
        return new SlurmScript(folders, new SlurmFolder(sweep), settings).array(range(elements));
    }

    /** The script that {@link #prepare} wrote last. */
    public Path script() {
        return folder.script();
    }

    /** Whether it is there, and nothing of it was ever submitted or begun. */
    public boolean unsent() {
        return Files.isDirectory(sweep.path())
                && folder.read().map(book -> book.submissions().isEmpty()).orElse(true)
                && sweep.runs().stream()
                        .noneMatch(run ->
                                run.begun() || run.held() || run.queuedIn().isPresent());
    }

    /**
     * Takes the sweep and its runs away if it is {@link #unsent}: whoever had it made wants another one in its place.
     *
     * @return whether it is gone; else all is as it was
     */
    public boolean discard() {
        if (!unsent()) {
            return false;
        }
        try {
            for (RunFolder run : sweep.runs()) {
                if (Files.exists(run.path())) {
                    FileTree.delete(run.path());
                }
            }
            FileTree.delete(sweep.path());
        } catch (IOException failure) {
            throw AtomicFile.refusal(sweep.path(), failure);
        }
        new SlurmSweeps(folders).forget(sweep);
        return true;
    }

    private static String range(int elements) {
        return elements == 1 ? "0" : "0-" + (elements - 1);
    }

    /**
     * Writes down what Slurm is to do, and the script for it, without submitting anything. Whoever submits the script by
     * other means has done the same: the elements note their jobs' numbers.
     *
     * @return the script
     */
    public Path prepare(SlurmPlan plan) {
        return folder.inTurn(() -> {
            AtomicFile.write(folder.needed(), lines(plan.need().files()));
            return prepared(SlurmBook.of(plan.settings(), plan.elements()));
        });
    }

    private Path prepared(SlurmBook book) {
        SlurmScript script = new SlurmScript(folders, folder, book.settings());
        AtomicFile.write(folder.arguments(), script.arguments());
        AtomicFile.write(folder.script(), script.array(range(book.elements().size())));
        folder.write(book);
        new SlurmSweeps(folders).add(sweep);
        return folder.script();
    }

    private static String lines(Set<Path> files) {
        return files.stream().map(file -> file + "\n").sorted().collect(Collectors.joining());
    }

    /**
     * Submits all elements that have something to do, after a look at a node.
     *
     * @param waiting told of the job that looks at a node, while it is waited for
     * @param stop asked now and then whether to give it up
     * @return the number of the job array; empty if there was nothing to do
     * @throws RequestException if Slurm refuses, or a node cannot do the work; nothing is left in the queue then
     */
    public Optional<String> submit(Consumer<Job> waiting, BooleanSupplier stop) {
        SlurmBook book = folder.read().orElseThrow();
        SlurmSettings settings = book.settings();
        Slurm slurm = new Slurm(settings.host());
        SettingsCheck.check(settings, slurm.partitions());
        SlurmScript script = new SlurmScript(folders, folder, settings);
        Optional<String> check = new NodeLook(slurm, folder, script, patience).look(waiting, stop);
        return folder.inTurn(() -> {
            SlurmBook now = folder.read().orElseThrow();
            Map<String, Job> jobs = slurm.jobs(numbers(now));
            List<Integer> open = IntStream.range(0, now.elements().size())
                    .filter(element -> folder.runs(now, element).stream().anyMatch(SlurmFolder::open))
                    .filter(element -> folder.runs(now, element).stream().noneMatch(RunFolder::heldHere))
                    .filter(element -> !jobOf(now, element, jobs).state().alive())
                    .boxed()
                    .toList();
            if (open.isEmpty()) {
                check.ifPresent(job -> slurm.cancel(List.of(job)));
                return Optional.empty();
            }
            SlurmBook after = submit(slurm, now, open, check.orElse(""));
            folder.write(after);
            new SlurmSweeps(folders).add(sweep);
            return after.last(open.get(0)).map(SlurmBook.Submission::job);
        });
    }

    private SlurmBook submit(Slurm slurm, SlurmBook book, List<Integer> elements, String check) {
        SlurmScript script = new SlurmScript(folders, folder, book.settings());
        String list = elements.stream().map(String::valueOf).collect(Collectors.joining(","));
        String all = elements.size() == book.elements().size() ? range(elements.size()) : list;
        String job = check.isEmpty()
                ? slurm.submit(script.array(all))
                : slurm.submit(script.array(all), "--dependency=afterok:" + check, "--kill-on-invalid-dep=yes");
        for (int element : elements) {
            for (RunFolder run : folder.runs(book, element)) {
                if (SlurmFolder.open(run)) {
                    run.noteQueue(Job.words(job + "_" + element));
                }
            }
        }
        return book.with(new SlurmBook.Submission(job, check, Instant.now(), elements));
    }

    /**
     * Lets all runs that are not finished go on; runs that were added to the sweep meanwhile get elements of their own.
     * {@link #submit} is still to be called.
     *
     * @param settings from now on
     */
    public void letGoOn(SlurmSettings settings) {
        sweep.makeMissing();
        Sweep all = sweep.read();
        folder.inTurn(() -> {
            SlurmBook book = folder.read().orElseThrow();
            Set<String> known = new HashSet<>();
            book.elements().forEach(known::addAll);
            List<List<String>> elements = new ArrayList<>(book.elements());
            all.runs().keySet().stream().filter(run -> !known.contains(run)).forEach(run -> elements.add(List.of(run)));
            SlurmBook more = new SlurmBook(settings, elements, book.submissions(), List.of());
            for (int element = 0; element < elements.size(); element++) {
                List<RunFolder> unfinished = folder.runs(more, element).stream()
                        .filter(run ->
                                !run.finished() && !run.heldHere() && all.runs().containsKey(run.name()))
                        .toList();
                unfinished.forEach(RunFolder::letGoOn);
                if (!unfinished.isEmpty()) {
                    folder.forgetStarts(element);
                }
            }
            return prepared(more);
        });
    }

    /** What was last seen; Slurm is not asked. */
    public List<SeenElement> seen() {
        return folder.read().map(this::words).orElse(List.of());
    }

    private List<SeenElement> words(SlurmBook book) {
        Map<Integer, SlurmBook.Seen> seen = new HashMap<>();
        book.seen().forEach(each -> seen.put(each.element(), each));
        List<SeenElement> words = new ArrayList<>();
        for (int element = 0; element < book.elements().size(); element++) {
            SlurmBook.Seen last = seen.get(element);
            words.add(new SeenElement(
                    element,
                    book.elements().get(element),
                    last == null ? new Job(id(book, element), Job.State.PENDING, "", "", "") : last.job(),
                    folder.timesBegun(element),
                    last != null && last.settled()));
        }
        return words;
    }

    /**
     * Asks Slurm where the elements stand, and has its queue fit the runs' folders.
     *
     * @return the elements, in their order; empty if the sweep was never submitted
     * @throws RequestException if Slurm does not answer, or refuses what is submitted again
     */
    public List<SeenElement> look() {
        if (!there()) {
            return List.of();
        }
        return folder.inTurn(() -> {
            SlurmBook book = folder.read().orElseThrow();
            Slurm slurm = new Slurm(book.settings().host());
            SlurmBook after = new Reconciliation(folder, book, slurm, slurm.jobs(numbers(book))).done();
            List<Integer> again = after.seen().stream()
                    .filter(seen -> !seen.settled() && !seen.job().state().alive())
                    .map(SlurmBook.Seen::element)
                    .toList();
            if (!again.isEmpty() && !after.submissions().isEmpty()) {
                after = submit(slurm, after, again, "");
            }
            if (!after.equals(book)) {
                folder.write(after);
            }
            return words(after);
        });
    }

    /** The jobs that may tell of elements yet. */
    private List<String> numbers(SlurmBook book) {
        Set<Integer> settled = book.seen().stream()
                .filter(SlurmBook.Seen::settled)
                .map(SlurmBook.Seen::element)
                .collect(Collectors.toSet());
        return IntStream.range(0, book.elements().size())
                .filter(element -> !settled.contains(element))
                .mapToObj(element -> number(folder, book, element))
                .filter(number -> !number.isEmpty())
                .distinct()
                .toList();
    }

    /** The number of an element's last job: of one that was submitted by other means, as the element itself noted it. */
    static String number(SlurmFolder folder, SlurmBook book, int element) {
        return book.last(element).map(SlurmBook.Submission::job).orElseGet(() -> folder.lastJob(element));
    }

    private String id(SlurmBook book, int element) {
        String number = number(folder, book, element);
        return number.isEmpty() ? "" : number + "_" + element;
    }

    private Job jobOf(SlurmBook book, int element, Map<String, Job> jobs) {
        String id = id(book, element);
        return jobs.getOrDefault(id, new Job(id, Job.State.FORGOTTEN, "", "", ""));
    }
}
