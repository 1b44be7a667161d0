package dev.bunrui.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Article files in folders.
 *
 * @param name how what was asked for is called in refusals
 * @param files in the order in which they are read
 */
record LivedoorFolder(String name, List<Path> files) {
    /** Begins a reading. */
    LivedoorReading open() {
        Iterator<Path> rest = files.iterator();
        return new LivedoorReading() {
            @Override
            public @Nullable LivedoorText next() {
                return rest.hasNext() ? read(rest.next()) : null;
            }

            @Override
            public void close() {
                // Each file is closed as soon as it is read.
            }
        };
    }

    private LivedoorText read(Path file) {
        String category =
                Listing.name(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        String fileName = Listing.name(file);
        try {
            byte[] bytes = Files.readAllBytes(file);
            return LivedoorText.of(category, fileName, Decoder.decode(bytes, name + "/" + category + "/" + fileName));
        } catch (IOException failure) {
            throw Refusals.unreadable(file, failure);
        }
    }
}
