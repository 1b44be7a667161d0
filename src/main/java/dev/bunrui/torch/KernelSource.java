package dev.bunrui.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the source of a {@link Kernels} class together from parts kept as resources. What never changes while the kernels
 * live (sizes, scales, types) is written into the source in place of {@code ${name}}.
 */
public final class KernelSource {
    private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w+)}");

    private KernelSource() {}

    /** The source made of the named parts, {@code module} always first, their holes filled. */
    public static String of(Map<String, String> values, String... parts) {
        StringBuilder text = new StringBuilder(read("module"));
        for (String part : parts) {
            text.append(read(part));
        }
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(fill(values, hole.group(1))));
    }

    private static String fill(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the kernels need a value for " + name);
        }
        return value;
    }

    private static String read(String part) {
        try (InputStream in = KernelSource.class.getResourceAsStream("kernels/" + part + ".torchscript")) {
            if (in == null) {
                throw new IllegalArgumentException("there are no kernels named " + part);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
