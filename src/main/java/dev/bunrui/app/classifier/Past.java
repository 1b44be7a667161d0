package dev.bunrui.app.classifier;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * An article that was classified in this session.
 *
 * @param gold the class that it is known to have; null where none is
 */
record Past(
        LocalTime time,
        RunChoice run,
        String title,
        String body,
        @Nullable String gold,
        String label,
        double probability) {
    /** Whether it is the same article, put to the same run. */
    boolean same(Past other) {
        return run.equals(other.run) && title.equals(other.title) && body.equals(other.body);
    }

    /** What it begins with. */
    String beginning() {
        return title.isBlank() ? body.strip() : title.strip();
    }
}
