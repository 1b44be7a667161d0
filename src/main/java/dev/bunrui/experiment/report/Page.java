package dev.bunrui.experiment.report;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A page that is one file and needs nothing else: no script, no font, no picture from elsewhere, and it tells the browser
 * to load none. It is light or dark as the reader's system is, and can be printed.
 *
 * @param locale its language
 * @param title what it is about
 * @param lead what is said below the title
 * @param sections its parts, from top to bottom
 */
public record Page(Locale locale, String title, String lead, List<Element> sections) {
    private static final String NOTHING_FROM_ELSEWHERE = "default-src 'none'; style-src 'unsafe-inline'";

    public Page {
        sections = List.copyOf(sections);
    }

    /** The page's source: HTML that is well-formed XML, too. */
    public String html() {
        Words words = new Words(locale);
        Element head = Element.of(
                "head",
                Element.of("meta").with("charset", "utf-8"),
                Element.of("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", NOTHING_FROM_ELSEWHERE),
                Element.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Element.of("title", title),
                Element.of("style", style()));
        Element footer =
                Element.of("footer", words.of("report.made", ProgramVersion.text(), Words.time(Instant.now())));
        Element body = Element.of(
                "body",
                Element.of("header", Element.of("h1", title), Element.of("p", lead)),
                Element.of("main").addAll(sections),
                footer);
        return "<!DOCTYPE html>\n" + Element.of("html", head, body).with("lang", words.language()) + "\n";
    }

    /**
     * Writes the page, all of it or nothing.
     *
     * @param replace whether a file that is there already is replaced
     * @throws RequestException if one is there that may not be, or the file cannot be written
     */
    public void write(Path file, boolean replace) {
        if (!replace && Files.exists(file)) {
            throw new RequestException(Page.class, "report.taken", file);
        }
        AtomicFile.write(file, html());
    }

    private static String style() {
        try (InputStream resource = Page.class.getResourceAsStream("report.css")) {
            if (resource == null) {
                throw new IllegalStateException("report.css is not on the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
