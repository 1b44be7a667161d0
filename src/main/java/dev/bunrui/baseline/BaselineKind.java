package dev.bunrui.baseline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The baselines there are, from the one that knows least to the one that knows most. */
public enum BaselineKind {
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

    /** The one of that name, if there is one. */
    public static Optional<BaselineKind> of(String optionName) {
        return Arrays.stream(values())
                .filter(kind -> kind.optionName().equals(optionName))
                .findFirst();
    }
}
