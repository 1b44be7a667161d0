package dev.bunrui.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real disk in memory that can be filled up, where the tests may mount one; elsewhere the test is skipped. */
public record SmallDisk(Path path) implements AutoCloseable {
    /** Mounts a disk of so many MiB in a new folder within another. */
    public static SmallDisk mount(Path within, int size) throws IOException {
        Path path = Files.createDirectory(within.resolve("disk"));
        assumeTrue(
                does("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "tmpfs", path.toString()),
                "no right to mount");
        return new SmallDisk(path);
    }

    /** Takes all the room that is left; the file can be deleted to have it again. */
    public Path fill() {
        Path filler = path.resolve("filler");
        byte[] block = new byte[1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() throws IOException {
        does("umount", "-l", path.toString());
    }

    private static boolean does(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
