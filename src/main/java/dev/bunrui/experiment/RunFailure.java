package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code failure.json}: why a run ended before its end; gone once it is gone on with. Where the disk has no room for a
 * sentence it is empty.
 *
 * @param refused the request was wrong, so that trying again as it is leads to the same
 * @param english the sentence in English
 * @param japanese the sentence in Japanese
 */
public record RunFailure(Instant time, boolean refused, String english, String japanese) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    static RunFailure of(SentenceException failure) {
        return new RunFailure(
                Instant.now(),
                failure instanceof RequestException,
                failure.message(Locale.ENGLISH),
                failure.message(Locale.JAPANESE));
    }

    /**
     * Notes that the process that worked on a run is gone without a word.
     *
     * @param exitCode what the system says of its end
     */
    public static void crashed(RunFolder folder, int exitCode) {
        note(folder, new FailureException(RunFailure.class, "run.crashed", Integer.toString(exitCode), folder.log()));
    }

    /** Notes why nobody works on a run any more. */
    public static void note(RunFolder folder, SentenceException why) {
        if (Files.isDirectory(folder.path())) { // else the run was deleted, and must not come back as an empty folder
            of(why).write(folder);
        }
    }

    /** What there is to say of a process that has stopped giving signs of life. */
    static RunFailure silent(SignOfLife last) {
        String since = TIME.format(last.time().atZone(ZoneId.systemDefault()));
        return of(new FailureException(RunFailure.class, "run.silent", since));
    }

    /** The sentence in the user's language. */
    public String sentence() {
        return Locale.getDefault().getLanguage().equals("ja") ? japanese : english;
    }

    void write(RunFolder folder) {
        ObjectNode root = JSON.createObjectNode();
        root.put("time", time.toString());
        root.put("refused", refused);
        root.put("en", english);
        root.put("ja", japanese);
        try {
            AtomicFile.write(folder.failure(), root.toPrettyString() + "\n");
        } catch (RequestException noRoom) {
            // An empty file needs none, and is read as what it means.
            AtomicFile.write(folder.failure(), "");
        }
    }

    /**
     * The failure of a run, if it has one.
     *
     * @throws RequestException if the file is garbled
     */
    static Optional<RunFailure> read(RunFolder folder) {
        if (!Files.isRegularFile(folder.failure())) {
            return Optional.empty();
        }
        try {
            if (Files.size(folder.failure()) == 0) {
                Instant time = Files.getLastModifiedTime(folder.failure()).toInstant();
                FailureException full = new FailureException(RunFailure.class, "run.no-room", folder.path());
                return Optional.of(
                        new RunFailure(time, false, full.message(Locale.ENGLISH), full.message(Locale.JAPANESE)));
            }
            JsonNode root = JSON.readTree(folder.failure().toFile());
            return Optional.of(new RunFailure(
                    Instant.parse(root.required("time").asText()),
                    root.required("refused").asBoolean(),
                    root.required("en").asText(),
                    root.required("ja").asText()));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException garbled) {
            throw new RequestException(RunFailure.class, "manifest.garbled", folder.failure());
        } catch (IOException unreadable) {
            throw new RequestException(
                    RunFailure.class, "manifest.unreadable", folder.failure(), new SystemReason(unreadable));
        }
    }
}
