package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One article that was pasted, or lies in a text file.
 *
 * @param title null where nothing tells which part is the title
 * @param body what is left; with its line breaks, not cleaned
 */
public record PlainArticle(@Nullable String title, String body) {
    /** Far more than an article has; what is larger was hardly meant. */
    private static final long MOST_BYTES = 1 << 20;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*");

    /** Takes a text apart where it is in the livedoor layout: a URL, a date, the title, the body. */
    public static PlainArticle of(String text) {
        List<String> lines = text.strip().lines().toList();
        LivedoorText livedoor = new LivedoorText("", "", new Decoded(text.strip(), ""));
        if (lines.size() > 2
                && livedoor.beginsWithUrl()
                && DATE.matcher(lines.get(1).strip()).matches()) {
            RawArticle article = livedoor.article("", null);
            return new PlainArticle(String.valueOf(article.title()).strip(), article.body());
        }
        return new PlainArticle(null, text);
    }

    /**
     * The article of a text file of whichever encoding.
     *
     * @throws RequestException if the file holds no text that could be an article
     */
    public static PlainArticle read(Path file) {
        if (Files.isDirectory(file)) {
            throw new RequestException(PlainArticle.class, "text.folder", file);
        }
        if (!Files.exists(file)) {
            throw new RequestException(PlainArticle.class, "text.missing", file);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new RequestException(PlainArticle.class, "text.large", file, MOST_BYTES >> 20);
            }
            String text =
                    Decoder.decode(Files.readAllBytes(file), Listing.name(file)).text();
            if (text.isBlank()) {
                throw new RequestException(PlainArticle.class, "text.blank", file);
            }
            return of(text);
        } catch (IOException failure) {
            throw Refusals.unreadable(file, failure);
        }
    }

    /** The same text with its first line as the title; empty where there is a title, or one line only. */
    public Optional<PlainArticle> firstLineAsTitle() {
        String text = body.stripLeading();
        int end = text.indexOf('\n');
        if (title != null || end < 0 || text.substring(end).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new PlainArticle(
                text.substring(0, end).strip(), text.substring(end).strip()));
    }
}
