package dev.bunrui.llm;

/**
 * How rotary embedding is stretched beyond the lengths that a network was first trained on. Formulas and field names are
 * those of Transformers' {@code rope_parameters}.
 */
public sealed interface RotaryScaling {
    /** The frequency to use for the pair {@code index}, whose plain frequency is given. */
    double scaled(double plain, int index, Rotary rotary);

    /** What sines and cosines are multiplied by. */
    default double magnitude() {
        return 1;
    }

    /**
     * Nothing is stretched. That is also what “dynamic” scaling does up to the greatest length of the configuration, and
     * texts never exceed it.
     */
    record None() implements RotaryScaling {
        @Override
        public double scaled(double plain, int index, Rotary rotary) {
            return plain;
        }
    }

    /** Positions are divided by a factor (Chen et al. 2023, arXiv:2306.15595). */
    record Linear(double factor) implements RotaryScaling {
        @Override
        public double scaled(double plain, int index, Rotary rotary) {
            return plain / factor;
        }
    }

    /**
     * Long wavelengths are divided, short ones kept, those between interpolated (Grattafiori et al. 2024,
     * arXiv:2407.21783).
     *
     * @param low wavelengths beyond {@code original / low} are divided
     * @param high wavelengths below {@code original / high} are kept
     * @param original the length that was trained on first, in tokens
     */
    record Llama3(double factor, double low, double high, int original) implements RotaryScaling {
        @Override
        public double scaled(double plain, int index, Rotary rotary) {
            double wavelength = 2 * Math.PI / plain;
            if (wavelength < original / high) {
                return plain;
            }
            if (wavelength > original / low) {
                return plain / factor;
            }
            double smooth = (original / wavelength - low) / (high - low);
            return (1 - smooth) * plain / factor + smooth * plain;
        }
    }

    /**
     * YaRN (Peng et al. 2023, arXiv:2309.00071).
     *
     * @param fast how often a pair turns within the original length to be kept as it is
     * @param slow how often it turns at most to be divided by the factor
     * @param original the length that was trained on first, in tokens
     * @param truncate the two bounds are rounded to whole pairs
     */
    record Yarn(double factor, double fast, double slow, int original, double magnitude, boolean truncate)
            implements RotaryScaling {
        @Override
        public double scaled(double plain, int index, Rotary rotary) {
            double low = pair(fast, rotary);
            double high = pair(slow, rotary);
            if (truncate) {
                low = Math.floor(low);
                high = Math.ceil(high);
            }
            low = Math.max(low, 0);
            high = Math.min(high, rotary.size() - 1);
            // Transformers' own way round a ramp without length.
            double length = low == high ? 0.001 : high - low;
            double ramp = Math.min(1, Math.max(0, (index - low) / length));
            return plain / factor * ramp + plain * (1 - ramp);
        }

        private double pair(double turns, Rotary rotary) {
            return rotary.size() * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(rotary.base()));
        }
    }
}
