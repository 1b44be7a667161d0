package dev.bunrui.baseline;

import dev.bunrui.message.Messages;
import dev.bunrui.message.Told;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The baselines there are, from the one that knows least to the one that knows most. */
public enum BaselineKind implements Told {
    /** {@link MajorityBaseline} */
    MAJORITY,
    /** {@link SvmBaseline} */
    SVM,
    /** {@link LinearProbe} */
    PROBE;

    /** What it is called in options and files: {@code majority}, {@code svm}, {@code probe}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is called in a language, as within a sentence. */
    @Override
    public String message(Locale language) {
        return Messages.of(BaselineKind.class).get(language, "kind." + optionName());
    }

    /** What it is called where runs stand beside it, so that it is not taken for one of them. */
    public String amongRuns(Locale language) {
        return Messages.of(BaselineKind.class).get(language, "among-runs", this);
    }

    /** The one of that name, if there is one. */
    public static Optional<BaselineKind> of(String optionName) {
        return Arrays.stream(values())
                .filter(kind -> kind.optionName().equals(optionName))
                .findFirst();
    }
}
