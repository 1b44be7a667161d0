package dev.bunrui.service;

import dev.bunrui.file.AppFolders;
import dev.bunrui.message.Messages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the background says of itself where nobody listens. */
public final class ServiceLog {
    private static final Duration RECENT = Duration.ofDays(1);
    private static final int TAIL = 1 << 16;
    private static final Pattern ERROR = Pattern.compile("(?m)^(\\S+) ERROR \\[[^]]*] \\S+ (.*)$");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private ServiceLog() {}

    /** The file that the background's own words go to. */
    static Path in(AppFolders folders) {
        return folders.service().resolve("service.log");
    }

    /** The last error of the last day in a sentence, if there was one. */
    public static Optional<String> lastError(AppFolders folders) {
        Path log = in(folders);
        if (!Files.isReadable(log)) {
            return Optional.empty();
        }
        try {
            return ERROR.matcher(tail(log))
                    .results()
                    .reduce((earlier, later) -> later)
                    .flatMap(found -> sentence(found.group(1), found.group(2), log));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String tail(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL));
            byte[] bytes = new byte[(int) Math.min(TAIL, file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Optional<String> sentence(String stamp, String said, Path log) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(stamp);
            return time.isBefore(OffsetDateTime.now(ZoneId.systemDefault()).minus(RECENT))
                    ? Optional.empty()
                    : Optional.of(Messages.of(ServiceLog.class)
                            .get(
                                    "service.error",
                                    TIME.format(time.atZoneSameInstant(ZoneId.systemDefault())),
                                    said,
                                    log));
        } catch (DateTimeException cut) {
            return Optional.empty();
        }
    }
}
