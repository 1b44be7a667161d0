package dev.bunrui.runtime;

import java.util.OptionalLong;

/**
 * A library of a build as the server has it, compressed with gzip.
 *
 * @param path below the version's folder
 * @param name of the library
 * @param size compressed, in bytes
 * @param unpacked in bytes; empty where the server does not give out a file's end alone
 */
record RuntimeFile(String path, String name, long size, OptionalLong unpacked) {
    /** Libraries were seen to shrink to a third at most. */
    private static final long MOST = 3;

    /** What it may take on the disk, in bytes. */
    long room() {
        return unpacked.orElse(MOST * size);
    }
}
