package dev.bunrui.app.monitor;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunListener;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.gauge.Peak;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.Machine;
import dev.bunrui.service.MachineProbe;
import dev.bunrui.service.RunPeak;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads again and again what is new of a run; by one thread at a time. What is damaged is told of, and the rest is read.
 */
final class RunReader implements Callable<RunReader.News> {
    /**
     * What a reading brought.
     *
     * @param place among those that wait, those that are worked on standing at 0; empty if it does not wait
     * @param stopping whether it was asked to stop
     * @param stage what the process that works on it does
     * @param peak what its device could reach at most, if that is known
     * @param labels the classes in the order of the scores; empty while they are not known
     * @param ended all of the run, once it has an end or seems to hang
     * @param problem the sentence for what could not be read
     */
    record News(
            RunFolder run,
            RunSummary.State state,
            OptionalInt place,
            boolean stopping,
            Optional<RunListener.Stage> stage,
            EventTail.News events,
            Optional<Peak> peak,
            List<String> labels,
            Optional<RunSummary> ended,
            Optional<RequestException> problem) {}

    private final BackgroundService service;
    private final MachineProbe probe;
    private final RunFolder run;
    private final EventTail tail;
    private Optional<RunManifest> manifest = Optional.empty();
    private Optional<Machine> machine = Optional.empty();
    private Optional<Peak> peak = Optional.empty();
    private RunSummary.@Nullable State before;
    private Optional<RunSummary> ended = Optional.empty();
    private Optional<RequestException> problem = Optional.empty();

    RunReader(BackgroundService service, MachineProbe probe, RunFolder run) {
        this.service = service;
        this.probe = probe;
        this.run = run;
        this.tail = new EventTail(run);
    }

    @Override
    public News call() {
        problem = Optional.empty();
        // The state first: what is logged up to the end is then read.
        RunSummary.State state = attempt(() -> service.state(run), RunSummary.State.of(run));
        int place = attempt(() -> place(), -1);
        EventTail.News events = attempt(tail::readUpToDamage, EventTail.News.NONE);
        events.damage().ifPresent(this::tell);
        if (manifest.isEmpty() && run.begun()) {
            manifest = attempt(() -> Optional.of(RunManifest.read(run.manifest())), Optional.empty());
        }
        for (Reading reading : events.readings()) {
            peak = peak.or(() -> manifest.flatMap(known -> RunPeak.of(known, reading, this::machine)));
        }
        if (state != before || (ended.isEmpty() && over(state))) {
            ended = over(state) ? attempt(() -> Optional.of(RunSummary.of(run)), Optional.empty()) : Optional.empty();
            before = state;
        }
        return new News(
                run,
                state,
                place < 0 ? OptionalInt.empty() : OptionalInt.of(place),
                run.askedToStop(),
                run.stageNoted(),
                events,
                peak,
                manifest.map(RunManifest::labels).orElse(List.of()),
                ended,
                problem);
    }

    /** Once it is known it is not asked for again: where there is a driver that takes up to seconds. */
    private Optional<Machine> machine() {
        machine = machine.or(probe::known);
        return machine;
    }

    private static boolean over(RunSummary.State state) {
        return state == RunSummary.State.FINISHED
                || state == RunSummary.State.FAILED
                || state == RunSummary.State.SILENT;
    }

    private int place() {
        run.check();
        RunFolder absolute = new RunFolder(run.path().toAbsolutePath().normalize());
        List<RunFolder> queue = service.queue().runs();
        List<RunFolder> waiting = queue.stream().filter(other -> !other.held()).toList();
        int place = waiting.indexOf(absolute);
        return place >= 0 && waiting.size() < queue.size() ? place + 1 : place;
    }

    private <T> T attempt(Supplier<T> reading, T otherwise) {
        try {
            return reading.get();
        } catch (RequestException refused) {
            tell(refused);
            return otherwise;
        }
    }

    private void tell(RequestException refused) {
        problem = problem.or(() -> Optional.of(refused));
    }
}
