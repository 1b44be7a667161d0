package dev.bunrui.service.slurm;

import dev.bunrui.experiment.RunFailure;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.message.RequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what Slurm tells of a sweep's elements with the folders of their runs, and says of each whether there is
 * anything to be done for it yet.
 *
 * <p>Slurm does not tell who ended a job, or that it was killed: a job that got a signal to kill it is "cancelled" as much
 * as one that its user took out of the queue. One that was cancelled while it ran, and others of its array wait or run, is
 * taken as killed, and is to be begun again; where all that was left of an array was cancelled, or a job before it began,
 * somebody wanted an end. Of what Slurm has forgotten nothing is known, and nothing is submitted.
 */
final class Reconciliation {
    /** A job whose runs were all asked to stop saves and ends by itself; one that hangs does not. */
    private static final Duration OBEYS = Duration.ofMinutes(5);

    private final SlurmFolder folder;
    private final SlurmBook book;
    private final Slurm slurm;
    private final Map<String, Job> jobs;
    private final List<String> superfluous = new ArrayList<>();

    Reconciliation(SlurmFolder folder, SlurmBook book, Slurm slurm, Map<String, Job> jobs) {
        this.folder = folder;
        this.book = book;
        this.slurm = slurm;
        this.jobs = jobs;
    }

    /** The book with what is seen now. Elements that are neither settled nor in the queue are to be submitted again. */
    SlurmBook done() {
        List<SlurmBook.Seen> before = new ArrayList<>();
        for (int element = 0; element < book.elements().size(); element++) {
            int number = element;
            Optional<SlurmBook.Seen> last = book.seen().stream()
                    .filter(seen -> seen.element() == number)
                    .findFirst();
            before.add(last.orElse(new SlurmBook.Seen(element, job(element), false)));
        }
        List<SlurmBook.Seen> now = new ArrayList<>();
        for (SlurmBook.Seen seen : before) {
            now.add(seen.settled() ? seen : look(seen.element(), job(seen.element())));
        }
        slurm.cancel(superfluous);
        return book.with(now);
    }

    private Job job(int element) {
        String number = SlurmSweep.number(folder, book, element);
        String id = number.isEmpty() ? "" : number + "_" + element;
        return jobs.getOrDefault(id, new Job(id, Job.State.FORGOTTEN, "", "", ""));
    }

    private SlurmBook.Seen look(int element, Job job) {
        List<RunFolder> runs = folder.runs(book, element);
        List<RunFolder> open = runs.stream().filter(SlurmFolder::open).toList();
        if (job.state().alive()) {
            if (open.isEmpty() && (job.state() == Job.State.PENDING || overdue(runs))) {
                superfluous.add(job.id());
            }
            return new SlurmBook.Seen(element, job, false);
        }
        if (job.id().isEmpty()) {
            // Its script was saved, and nobody has submitted it yet.
            return new SlurmBook.Seen(element, job, open.isEmpty());
        }
        if (open.isEmpty()) {
            runs.forEach(RunFolder::forgetQueue);
            return new SlurmBook.Seen(element, job, true);
        }
        if (checkFailed(element, open)) {
            return new SlurmBook.Seen(element, job, true);
        }
        if (job.state() == Job.State.FORGOTTEN || wanted(element, job)) {
            open.forEach(RunFolder::forgetQueue);
            return new SlurmBook.Seen(element, job, true);
        }
        if (!folder.mayBeginAgain(book, element)) {
            open.forEach(
                    run -> EndedTooOften.note(run, folder, element, job.state().name()));
            return new SlurmBook.Seen(element, job, true);
        }
        return new SlurmBook.Seen(element, job, false);
    }

    private static boolean overdue(List<RunFolder> runs) {
        return runs.stream()
                .filter(run -> !run.finished())
                .map(RunFolder::stopAsked)
                .flatMap(Optional::stream)
                .anyMatch(asked -> Duration.between(asked, Instant.now()).compareTo(OBEYS) > 0);
    }

    /** Whether the job that looked at a node found that there is no use, and with it took the element out of the queue. */
    private boolean checkFailed(int element, List<RunFolder> open) {
        String check = book.last(element).map(SlurmBook.Submission::check).orElse("");
        if (check.isEmpty() || folder.timesBegun(element) > 0) {
            return false;
        }
        Job end = slurm.jobs(List.of(check)).getOrDefault(check, new Job(check, Job.State.FORGOTTEN, "", "", ""));
        try {
            if (end.state() != Job.State.FORGOTTEN) {
                NodeLook.judge(slurm, folder, check, end);
            }
            return false;
        } catch (RequestException refused) {
            open.forEach(run -> RunFailure.note(run, refused));
            open.forEach(RunFolder::forgetQueue);
            return true;
        }
    }

    /** Whether somebody wanted the element's end. */
    private boolean wanted(int element, Job job) {
        if (job.state() != Job.State.CANCELLED) {
            return false;
        }
        String array = SlurmSweep.number(folder, book, element);
        boolean begun = folder.lastJob(element).equals(array);
        boolean alone = jobs.values().stream()
                .filter(other -> other.id().startsWith(array + "_"))
                .anyMatch(other -> other.state().alive());
        return !begun || !alone;
    }
}
