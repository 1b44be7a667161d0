package dev.bunrui.llm.text;

import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the longest body that ends at a token and fits with the template around it: first the whole text, or as
 * much of a long body as surely suffices; then the cut that the token counts suggest, and its neighbours until one fits
 * and the next does not.
 */
final class BodySearch implements Search {
    /** Japanese has one to two characters a token; where there are more, the second look knows how many. */
    private static final int FIRST_CHARS_PER_TOKEN = 2;

    /**
     * A body that was cut beforehand is long enough if it exceeds the room by this: what follows it cannot make the
     * whole text fit after all, and is too far away to bear on the tokens around the cut.
     */
    private static final int MARGIN = 32;

    private final TextFitter.Parts text;
    private final int maxLength;
    private int seen;
    private @Nullable Cuts cuts;
    private int at;
    private int fits = -1;
    private int exceeds;
    private int[] best = {};
    private @Nullable Fitted found;
    private int templateTokens;

    BodySearch(TextFitter.Parts text, int maxLength) {
        this.text = text;
        this.maxLength = maxLength;
        this.seen = wholeCharacters((long) FIRST_CHARS_PER_TOKEN * (maxLength + MARGIN));
    }

    @Override
    public String trial() {
        int kept = cuts == null ? seen : cuts.chars(at);
        return text.before() + text.body().substring(0, kept) + text.after();
    }

    @Override
    public void tried(TextEncoding encoding) {
        int[] ids = encoding.ids();
        if (cuts != null) {
            narrow(cuts, ids);
        } else if (seen < text.body().length() && ids.length < maxLength + MARGIN) {
            seen = wholeCharacters(enough(ids.length));
        } else if (ids.length <= maxLength) {
            found = new Fitted(ids, false, seen);
        } else if (seen == 0) {
            templateTokens = ids.length;
        } else {
            cuts = Cuts.of(trial(), encoding.places(), text.before().length(), seen);
            exceeds = cuts.size();
            at = cuts.last(maxLength - cuts.tokensAfter(), 0, exceeds - 1);
        }
    }

    @Override
    public boolean done() {
        return found != null || templateTokens > 0;
    }

    @Override
    public Fitted result() {
        if (templateTokens > 0) {
            throw templateTooLong();
        }
        return Objects.requireNonNull(found);
    }

    private void narrow(Cuts cuts, int[] ids) {
        int spare = maxLength - ids.length;
        if (spare >= 0) {
            fits = at;
            best = ids;
        } else if (at == 0) {
            templateTokens = ids.length;
            return;
        } else {
            exceeds = at;
        }
        if (spare == 0 || fits + 1 == exceeds) {
            found = new Fitted(best, true, cuts.chars(fits));
        } else {
            at = cuts.last(cuts.tokens(at) + spare, fits + 1, exceeds - 1);
        }
    }

    /** How many characters will do, given the tokens of those seen; half as many again at the least. */
    private long enough(int tokens) {
        double charsPerToken = (double) seen / Math.max(1, tokens);
        return (long) Math.max(1.5 * seen, 1.2 * charsPerToken * (maxLength + 2 * MARGIN));
    }

    /** A prefix of the body that parts no surrogate pair. */
    private int wholeCharacters(long chars) {
        String body = text.body();
        if (chars >= body.length()) {
            return body.length();
        }
        int end = (int) chars;
        return Character.isLowSurrogate(body.charAt(end)) && Character.isHighSurrogate(body.charAt(end - 1))
                ? end - 1
                : end;
    }

    private RequestException templateTooLong() {
        String before = text.before();
        String shown = before.codePointCount(0, before.length()) <= 40
                ? before
                : before.substring(0, before.offsetByCodePoints(0, 40)) + "…";
        return new RequestException(
                ModelFolder.class,
                "fit.template",
                String.valueOf(maxLength),
                String.valueOf(templateTokens),
                shown.strip().replace('\n', ' '));
    }
}
