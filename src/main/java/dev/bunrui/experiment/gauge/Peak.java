package dev.bunrui.experiment.gauge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * The arithmetic that a device could do at most.
 *
 * @param flops floating-point operations in a second
 * @param source where the figure is from
 */
public record Peak(double flops, Source source) {
    /** Where a peak is from. */
    public enum Source {
        /** The maker says so; no program gets there. */
        DATASHEET,
        /** What multiplying large matrices reached on this machine. */
        MEASURED
    }

    private static final String TABLE = "cards.csv";

    /**
     * What the maker says of a card; empty where the table does not have it.
     *
     * @param name as the driver has it
     * @param precision {@code fp32} or {@code bf16}
     */
    public static Optional<Peak> ofCard(String name, String precision) {
        String plain = name.replaceFirst("^(NVIDIA|Tesla) ", ""); // older drivers call the same cards otherwise
        int column = precision.equals("bf16") ? 1 : 2;
        try (InputStream resource = Objects.requireNonNull(Peak.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader table = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return table.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .filter(card -> card[0].equals(plain) && !card[column].isEmpty())
                    .findFirst()
                    .map(card -> new Peak(1e12 * Double.parseDouble(card[column]), Source.DATASHEET));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What was measured; empty if nothing was. */
    public static Optional<Peak> measured(double flops) {
        return flops > 0 ? Optional.of(new Peak(flops, Source.MEASURED)) : Optional.empty();
    }
}
