package dev.bunrui.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * By what it is seen that a file or a folder has changed; one question to the file system.
 *
 * @param changed when it was, in nanoseconds since 1970
 * @param size in bytes; negative where there is none, or it cannot be asked for
 */
public record FileStamp(long changed, long size) {
    private static final FileStamp ABSENT = new FileStamp(0, -1);
    private static final FileStamp UNREADABLE = new FileStamp(0, -2);

    /** How it is now. */
    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.size());
        } catch (NoSuchFileException absent) {
            return ABSENT;
        } catch (IOException unreadable) {
            return UNREADABLE;
        }
    }

    public boolean there() {
        return size >= 0;
    }
}
