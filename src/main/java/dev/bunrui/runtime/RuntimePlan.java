package dev.bunrui.runtime;

import java.util.List;

/** What is to be fetched of a build. */
public record RuntimePlan(CudaBuild build, List<RuntimeFile> files) {
    public RuntimePlan {
        files = List.copyOf(files);
    }

    /** All that comes over the network, in bytes. */
    public long bytes() {
        return files.stream().mapToLong(RuntimeFile::size).sum();
    }

    /** All that it takes on the disk in the end, in bytes; more than that where the server does not tell. */
    public long unpacked() {
        return files.stream().mapToLong(RuntimeFile::room).sum();
    }

    /** How many libraries there are. */
    public int count() {
        return files.size();
    }
}
