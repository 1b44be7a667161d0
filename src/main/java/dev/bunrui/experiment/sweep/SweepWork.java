package dev.bunrui.experiment.sweep;

import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.Prospects;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TrainingRun;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.SentenceException;
import dev.bunrui.training.Control;
import dev.bunrui.training.StoppedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Works through a sweep, one run after the other, what they have in common loaded once. What is finished is left alone, so
 * that whoever comes after one who was killed goes on with the very run where that one stood. Unless the plan's order is
 * that of the grid, the run that says most ({@link MostInformative}) is the next. A run that fails, or that is
 * asked to stop by itself, does not keep the others from their turn; a full disk does, as they would all fail too.
 *
 * <p>Several processes may work through one sweep at once. Each looks for the next run by itself, and a run is whose
 * process has its folder's lock: whoever comes too late leaves it alone and looks for another, and takes it up again only
 * if the other one ended without having finished it.
 */
public final class SweepWork {
    private final Loaded loaded;
    private final String version;
    private final SweepListener listener;
    private final Control control;

    /** {@code version} is the program's own; {@code control} stops the whole sweep. */
    public SweepWork(Loaded loaded, String version, SweepListener listener, Control control) {
        this.loaded = loaded;
        this.version = version;
        this.listener = listener;
        this.control = control;
    }

    /**
     * Works on all runs that are to be worked on.
     *
     * @param wanted which of the unfinished runs those are; asked before each run
     * @return the runs that were worked on here, to whatever end they came
     * @throws StoppedException when asked to stop
     * @throws SentenceException if the disk is full, or the sweep's own file cannot be used
     */
    public Set<RunFolder> run(SweepFolder folder, Predicate<RunFolder> wanted) {
        folder.makeMissing();
        Set<RunFolder> tried = new HashSet<>();
        MedianRule rule = new MedianRule(folder);
        NextRun order = new NextRun(folder);
        for (Optional<RunFolder> next = next(folder, order, tried, wanted);
                next.isPresent();
                next = next(folder, order, tried, wanted)) {
            if (control.stopRequested()) {
                throw new StoppedException();
            }
            Sweep sweep = folder.read();
            if (work(next.get(), sweep, sweep.plan().giveUp() ? rule : Prospects.UNKNOWN)) {
                tried.add(next.get());
            }
        }
        return tried;
    }

    private Optional<RunFolder> next(
            SweepFolder folder, NextRun order, Set<RunFolder> tried, Predicate<RunFolder> wanted) {
        Sweep sweep = folder.read();
        List<String> waiting = sweep.runs().keySet().stream()
                .filter(name -> {
                    RunFolder run = folder.run(name);
                    // Whether it is finished is asked last: another process may have let go of it just now.
                    return !tried.contains(run) && !run.held() && wanted.test(run) && !run.finished();
                })
                .toList();
        Optional<MostInformative.Choice> choice = order.of(sweep, waiting);
        choice.ifPresent(next ->
                next.standing().ifPresent(standing -> listener.preferred(folder.run(next.run()), standing)));
        return choice.map(next -> folder.run(next.run()));
    }

    /** Whether it was this process that worked on the run. */
    private boolean work(RunFolder run, Sweep sweep, Prospects prospects) {
        List<String> names = new ArrayList<>(sweep.runs().keySet());
        Map<String, String> values = sweep.runs().getOrDefault(run.name(), Map.of());
        TrainingRun training = new TrainingRun(
                loaded, version, listener.begins(run, values, names.indexOf(run.name()) + 1, names.size()), control);
        try {
            listener.finished(training.resume(run, prospects));
        } catch (StoppedException stopped) {
            if (control.stopRequested()) {
                throw stopped;
            }
        } catch (SentenceException failure) {
            if (RunFolder.busy(failure)) {
                return false;
            }
            if (AtomicFile.full(failure)) {
                throw failure;
            }
            listener.failed(run, failure);
        }
        return true;
    }
}
