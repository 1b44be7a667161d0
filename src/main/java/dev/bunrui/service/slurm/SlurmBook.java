package dev.bunrui.service.slurm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a sweep's jobs.
 *
 * @param settings that they were submitted with
 * @param elements the runs of each element, by name, in the order in which they are worked on
 * @param submissions in the order in which they were made
 * @param seen where each element's last job stood when Slurm was last asked; none before
 */
record SlurmBook(SlurmSettings settings, List<List<String>> elements, List<Submission> submissions, List<Seen> seen) {
    SlurmBook {
        elements = elements.stream().map(List::copyOf).toList();
        submissions = List.copyOf(submissions);
        seen = List.copyOf(seen);
    }

    /**
     * A job array.
     *
     * @param job its number
     * @param check the number of the job that looks at a node first, where this one waits for it; else empty
     * @param elements that it has, counted from 0
     */
    record Submission(String job, String check, Instant time, List<Integer> elements) {
        Submission {
            elements = List.copyOf(elements);
        }
    }

    /**
     * An element when Slurm was last asked.
     *
     * @param settled nothing is to be done for it any more
     */
    record Seen(int element, Job job, boolean settled) {}

    static SlurmBook of(SlurmSettings settings, List<List<String>> elements) {
        return new SlurmBook(settings, elements, List.of(), List.of());
    }

    /** With a further submission; what was seen of its elements before, as by one who looked meanwhile, says nothing of it. */
    SlurmBook with(Submission more) {
        List<Submission> all = new ArrayList<>(submissions);
        all.add(more);
        List<Seen> others = seen.stream()
                .filter(each -> !more.elements().contains(each.element()))
                .toList();
        return new SlurmBook(settings, elements, all, others);
    }

    SlurmBook with(List<Seen> now) {
        return new SlurmBook(settings, elements, submissions, now);
    }

    /** The last submission of an element; empty if it never was submitted. */
    Optional<Submission> last(int element) {
        return submissions.stream()
                .filter(submission -> submission.elements().contains(element))
                .reduce((before, after) -> after);
    }

    /** Whether Slurm may still have to do with some element. */
    boolean open() {
        return !submissions.isEmpty()
                && (seen.size() < elements.size() || !seen.stream().allMatch(Seen::settled));
    }
}
