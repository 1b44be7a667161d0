package dev.bunrui.runtime;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Numbers with dots between them, compared one after the other, as drivers, CUDA and the compute capabilities of cards have
 * them: {@code 570.26} is older than {@code 570.124.06}.
 *
 * @param text as it was read
 */
public record VersionNumber(List<Integer> parts, String text) implements Comparable<VersionNumber> {
    private static final Pattern DOTTED = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})+");

    public VersionNumber {
        parts = List.copyOf(parts);
    }

    /**
     * A number that is known to be one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static VersionNumber of(String text) {
        return in(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** The first such number in a text. */
    static Optional<VersionNumber> in(String text) {
        Matcher found = DOTTED.matcher(text);
        return found.find() ? Optional.of(read(found.group())) : Optional.empty();
    }

    private static VersionNumber read(String text) {
        return new VersionNumber(
                Stream.of(text.split("\\.")).map(Integer::valueOf).collect(Collectors.toList()), text);
    }

    /** Whether it is at least as new as another. */
    public boolean reaches(VersionNumber least) {
        return compareTo(least) >= 0;
    }

    @Override
    public int compareTo(VersionNumber other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int order = Integer.compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int part(int place) {
        return place < parts.size() ? parts.get(place) : 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
