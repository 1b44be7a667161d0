package dev.bunrui.app.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/** The end of a log, whole lines of it, however long the log is. */
record LogTail(Path file) implements Callable<String> {
    static final int MOST = 64 << 10;

    /** Empty if there is no log. */
    @Override
    public String call() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - MOST);
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST, channel.size()));
            int got = 0;
            while (got >= 0 && bytes.hasRemaining()) {
                got = channel.read(bytes, from + bytes.position());
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            // A line that begins before the part may begin within a character.
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
