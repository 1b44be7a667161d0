package dev.bunrui.app.shelf;

import java.util.Locale;

/** Whether a run goes into the memory that is free. */
public enum Fit {
    FITS,
    TIGHT,
    TOO_LARGE;

    /** More than this part of what is free leaves too little for anything else. */
    private static final double COMFORTABLE = 0.7;

    /** Whether so many bytes go into those that are there. */
    public static Fit of(long need, long there) {
        return need <= COMFORTABLE * there ? FITS : need <= there ? TIGHT : TOO_LARGE;
    }

    /** The end of its texts' names. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
