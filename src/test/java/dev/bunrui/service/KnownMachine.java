package dev.bunrui.service;

import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A home whose user has been here before: the machine was looked at. In a new home a process looks at it while the test
 * goes on, which takes the whole processor for seconds.
 */
public final class KnownMachine {
    private static Optional<String> found = Optional.empty();

    private KnownMachine() {}

    /** Puts what a process found into a home; it looks once for all tests. */
    public static synchronized void in(AppFolders folders) throws IOException {
        Path kept = folders.service().resolve("machine.json");
        if (found.isEmpty()) {
            try (MachineProbe probe = new MachineProbe(folders)) {
                probe.look();
            }
            found = Optional.of(Files.readString(kept));
        } else {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, found.get());
        }
    }
}
