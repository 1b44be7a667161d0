package dev.bunrui.app.monitor;

import dev.bunrui.experiment.EventTail;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.service.BackgroundService;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Reads again and again what is new of a run; by one thread at a time. */
final class RunReader implements Callable<RunReader.News> {
    /**
     * What a reading brought.
     *
     * @param ended all of the run, once it has an end or seems to hang
     */
    record News(RunFolder run, RunSummary.State state, EventTail.News events, Optional<RunSummary> ended) {}

    private final BackgroundService service;
    private final RunFolder run;
    private final EventTail tail;
    private RunSummary.@Nullable State before;
    private Optional<RunSummary> ended = Optional.empty();

    RunReader(BackgroundService service, RunFolder run) {
        this.service = service;
        this.run = run;
        this.tail = new EventTail(run);
    }

    @Override
    public News call() {
        // The state first: what is logged up to the end is then read.
        RunSummary.State state = service.state(run);
        EventTail.News events = tail.read();
        if (state != before) {
            boolean over = state == RunSummary.State.FINISHED
                    || state == RunSummary.State.FAILED
                    || state == RunSummary.State.SILENT;
            ended = over ? Optional.of(RunSummary.of(run)) : Optional.empty();
            before = state;
        }
        return new News(run, state, events, ended);
    }
}
