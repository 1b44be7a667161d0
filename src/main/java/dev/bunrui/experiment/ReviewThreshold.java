package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The confidence from which on a run is to answer by itself, kept in its folder as {@code review.json}: {@code
 * {"threshold": 0.9}}. The window and the command line hold to it. Without that file, or with a threshold of 0, the run answers
 * everything.
 */
public final class ReviewThreshold {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewThreshold.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String THRESHOLD = "threshold";

    private ReviewThreshold() {}

    /** The threshold, between 0 and 1; empty if none was chosen, or it cannot be read. */
    public static OptionalDouble of(RunFolder run) {
        if (!Files.exists(run.review())) {
            return OptionalDouble.empty();
        }
        try {
            JsonNode kept = JSON.readTree(run.review().toFile()).path(THRESHOLD);
            return kept.isNumber() && kept.asDouble() >= 0 && kept.asDouble() <= 1
                    ? OptionalDouble.of(kept.asDouble())
                    : OptionalDouble.empty();
        } catch (IOException garbled) {
            LOG.info("the threshold of review cannot be read", garbled);
            return OptionalDouble.empty();
        }
    }

    /**
     * Chooses a threshold, or none; of two choices in a process the later one stays.
     *
     * @param threshold between 0 and 1; empty to let the run answer everything
     * @throws RequestException if the run is gone, or its folder cannot be written to
     */
    public static synchronized void choose(RunFolder run, OptionalDouble threshold) {
        run.check(); // writing would bring a deleted run's folder back
        try {
            if (threshold.isEmpty()) {
                Files.deleteIfExists(run.review());
            } else {
                JsonNode kept = JSON.createObjectNode().put(THRESHOLD, threshold.getAsDouble());
                AtomicFile.write(run.review(), JSON.writeValueAsString(kept) + "\n");
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failure) {
            throw AtomicFile.refusal(run.review(), failure);
        }
    }
}
