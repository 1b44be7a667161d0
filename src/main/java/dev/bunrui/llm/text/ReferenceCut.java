package dev.bunrui.llm.text;

import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cuts the tokens of the whole text at the greatest number, keeping those that the tokenizer adds after it. */
final class ReferenceCut implements Search {
    private final TextFitter.Parts text;
    private final int maxLength;
    private final int addedBefore;
    private final int addedAfter;
    private @Nullable Fitted found;

    ReferenceCut(TextFitter.Parts text, int maxLength, int addedBefore, int addedAfter) {
        this.text = text;
        this.maxLength = maxLength;
        this.addedBefore = addedBefore;
        this.addedAfter = addedAfter;
    }

    @Override
    public String trial() {
        return text.whole();
    }

    @Override
    public void tried(TextEncoding encoding) {
        int[] ids = encoding.ids();
        if (ids.length <= maxLength) {
            found = new Fitted(ids, false, text.body().length());
            return;
        }
        int kept = maxLength - addedAfter;
        int[] cut = IntStream.concat(IntStream.range(0, kept), IntStream.range(ids.length - addedAfter, ids.length))
                .map(i -> ids[i])
                .toArray();
        int reached = kept > addedBefore ? encoding.places().ends()[kept - 1] : 0;
        int bodyKept = Math.min(reached - text.before().length(), text.body().length());
        found = new Fitted(cut, true, Math.max(0, bodyKept));
    }

    @Override
    public boolean done() {
        return found != null;
    }

    @Override
    public Fitted result() {
        return Objects.requireNonNull(found);
    }
}
