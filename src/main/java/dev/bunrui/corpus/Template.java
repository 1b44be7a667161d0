package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an article becomes the text that the model reads.
 *
 * @param text with {@code {body}} once and {@code {title}} as often as wanted; line breaks are real ones
 */
public record Template(String text) {
    private static final String TITLE = "{title}";
    private static final String BODY = "{body}";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*\\}");

    /**
     * Checks the placeholders.
     *
     * @throws RequestException if {@code {body}} is not there exactly once, or a placeholder is unknown
     */
    public Template {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int bodies = 0;
        while (placeholder.find()) {
            String name = placeholder.group();
            if (name.equals(BODY)) {
                bodies++;
            } else if (!name.equals(TITLE)) {
                throw new RequestException(Template.class, "template.unknown", text, name);
            }
        }
        if (bodies != 1) {
            throw new RequestException(Template.class, bodies == 0 ? "template.no-body" : "template.bodies", text);
        }
    }

    /**
     * The template that an option names: {@code 0}, {@code 1} or {@code 2} for the built-in ones (without the title if
     * the data has none), anything else the template itself, {@code \n} in it standing for a line break.
     *
     * @param titled whether the data has titles
     * @throws RequestException if the template is wrong, or wants a title that the data does not have
     */
    public static Template of(String option, boolean titled) {
        return switch (option) {
            case "0" -> new Template(titled ? "タイトル: {title}\n本文: {body}\nラベル: " : "本文: {body}\nラベル: ");
            case "1" -> new Template(titled ? "タイトル: {title}\n本文: {body}" : "本文: {body}");
            case "2" -> new Template(titled ? "{title}\n{body}" : BODY);
            default -> {
                Template own = new Template(option.replace("\\n", "\n"));
                if (!titled && own.text.contains(TITLE)) {
                    throw new RequestException(Template.class, "template.title", option);
                }
                yield own;
            }
        };
    }

    /** The whole text of an article. */
    public String render(String title, String body) {
        return before(title) + body + after(title);
    }

    /**
     * Where the title begins in the whole text, as often as it stands there.
     *
     * @param bodyLength of the body between, in UTF-16 code units
     */
    public List<Integer> titles(String title, int bodyLength) {
        List<Integer> begins = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int before = 0;
        int rendered = 0;
        while (placeholder.find()) {
            rendered += placeholder.start() - before;
            before = placeholder.end();
            if (placeholder.group().equals(TITLE)) {
                begins.add(rendered);
                rendered += title.length();
            } else {
                rendered += bodyLength;
            }
        }
        return begins;
    }

    /** What stands before the body. */
    public String before(String title) {
        return text.substring(0, text.indexOf(BODY)).replace(TITLE, title);
    }

    /** What stands after the body. */
    public String after(String title) {
        return text.substring(text.indexOf(BODY) + BODY.length()).replace(TITLE, title);
    }
}
