package dev.bunrui.hub;

import dev.bunrui.message.RequestException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository of the hub at a revision.
 *
 * @param id such as {@code rinna/japanese-gpt-neox-3.6b}
 * @param revision a branch, a tag or a commit
 */
public record HubModel(String id, String revision) {
    /** The revision that is meant where none is named. */
    public static final String MAIN = "main";

    private static final Pattern NAME =
            Pattern.compile("((?:[\\w][\\w.-]{0,95}/)?[\\w][\\w.-]{0,95})(?:@([\\w][\\w./-]{0,95}))?");

    /** Reads {@code owner/name} or {@code owner/name@revision}; empty where it cannot be one. */
    public static Optional<HubModel> parse(String text) {
        Matcher parts = NAME.matcher(text);
        if (!parts.matches() || text.contains("..") || text.contains("--")) {
            return Optional.empty();
        }
        String revision = parts.group(2);
        return Optional.of(new HubModel(parts.group(1), revision == null ? MAIN : revision));
    }

    /**
     * As {@link #parse}, for one that is asked for.
     *
     * @throws RequestException if it cannot be an id
     */
    public static HubModel of(String text) {
        return parse(text).orElseThrow(() -> new RequestException(HubModel.class, "hub.id", text));
    }

    @Override
    public String toString() {
        return revision.equals(MAIN) ? id : id + "@" + revision;
    }
}
