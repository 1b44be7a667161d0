package dev.bunrui.service.slurm;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Turns;
import dev.bunrui.message.RequestException;
import dev.bunrui.runtime.NvidiaDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks, as a job on a node, whether an element could do its work there: whether the node sees the sweep's folder as it is
 * where it was submitted, may write to it and lock files in it, and has the program and the cards.
 */
public final class NodeCheck {
    static final int NOT_SHARED = 41;
    static final int NO_JAVA = 42;
    static final int NOT_WRITABLE = 43;
    static final int NO_ROOM = 44;
    static final int NO_LOCKS = 45;
    static final int NO_CARD = 46;
    static final int NO_PROGRAM = 47;
    static final int NO_FILE = 48;

    /** What an element writes at least. */
    private static final int SOME_BYTES = 8 << 20;

    private NodeCheck() {}

    /** The arguments: the folder, the token that was written there, how many cards the job has. */
    public static void main(String[] arguments) {
        System.exit(look(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2])));
    }

    /** The file that holds the token. */
    static Path token(Path folder) {
        return folder.resolve("token");
    }

    /** The file in which it says which one it misses. */
    static Path missing(Path folder, String token) {
        return folder.resolve("missing-" + token);
    }

    private static Optional<Path> missing(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("needed.txt")).stream()
                .map(Path::of)
                .filter(file -> !Files.exists(file))
                .findFirst();
    }

    private static int look(Path folder, String token, int cards) {
        try {
            if (!Files.readString(token(folder)).equals(token)) {
                return NOT_SHARED;
            }
        } catch (IOException unseen) {
            return NOT_SHARED;
        }
        Path trial = folder.resolve("trial-" + token);
        try {
            AtomicFile.write(trial, out -> out.write(new byte[SOME_BYTES]));
        } catch (RequestException refused) {
            return AtomicFile.full(refused) ? NO_ROOM : NOT_WRITABLE;
        }
        try {
            int done = Turns.take(trial, () -> 0);
            Files.delete(trial);
            Optional<Path> missing = missing(folder);
            if (missing.isPresent()) {
                AtomicFile.write(missing(folder, token), missing.get().toString());
                return NO_FILE;
            }
            return cards > 0 && !NvidiaDriver.ofMachine(System.getenv()).there() ? NO_CARD : done;
        } catch (IOException unlocked) {
            return NO_LOCKS;
        }
    }
}
