package dev.bunrui.experiment;

import dev.bunrui.file.FileStamp;

/**
 * How the files are of which a {@link RunSummary} is read: while they stay so, it need not be read again. To be taken
 * before reading, so that what changes meanwhile is noticed the next time.
 */
public record RunStamps(FileStamp request, FileStamp manifest, FileStamp metrics, FileStamp failure, FileStamp events) {
    /** How they are now. */
    public static RunStamps of(RunFolder folder) {
        return new RunStamps(
                FileStamp.of(folder.request()),
                FileStamp.of(folder.manifest()),
                FileStamp.of(folder.metrics()),
                FileStamp.of(folder.failure()),
                FileStamp.of(folder.events()));
    }

    /** Whether a run was begun there, or asked for. */
    public boolean run() {
        return request.there() || manifest.there();
    }

    /** Whether the run is over for good: nothing of it changes any more but by hand. */
    public boolean settled() {
        return manifest.there() && metrics.there() && !failure.there();
    }
}
