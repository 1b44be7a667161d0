package dev.bunrui.llm;

/**
 * Rotary position embedding (Su et al. 2021, arXiv:2104.09864): pairs of a head's dimensions are turned by an angle that
 * grows with the position.
 *
 * @param size how many of a head's dimensions are turned, from the first on
 * @param base of the wavelengths
 */
public record Rotary(int size, double base, RotaryScaling scaling) {
    /** The angle per position of each pair in radians, [size / 2]. */
    public float[] frequencies() {
        float[] frequencies = new float[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            double plain = 1 / Math.pow(base, 2.0 * i / size);
            frequencies[i] = (float) scaling.scaled(plain, i, this);
        }
        return frequencies;
    }
}
