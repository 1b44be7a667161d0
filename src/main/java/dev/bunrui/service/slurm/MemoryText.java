package dev.bunrui.service.slurm;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of memory as {@code sbatch} reads them. */
public final class MemoryText {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)");
    private static final int GIB = 1 << 10;

    private MemoryText() {}

    /** A number of MiB, or one with K, M, G or T behind it; empty for what is no size. */
    public static OptionalLong mebibytes(String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(size.group(1));
        return OptionalLong.of(
                switch (size.group(2)) {
                    case "k" -> Math.max(1, number >> 10);
                    case "g" -> number << 10;
                    case "t" -> number << 20;
                    default -> number;
                });
    }

    /** As short as it can be written without loss. */
    public static String of(long mebibytes) {
        return mebibytes >= GIB && mebibytes % GIB == 0 ? mebibytes / GIB + "G" : mebibytes + "M";
    }
}
