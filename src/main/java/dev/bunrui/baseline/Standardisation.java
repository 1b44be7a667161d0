package dev.bunrui.baseline;

import java.util.Arrays;

/**
 * Brings each feature to mean 0 and deviation 1 over the training articles, as scikit-learn's {@code StandardScaler}
 * does: the deviation is the population's, and a feature that never varies is only centred.
 */
final class Standardisation {
    private final double[] mean;
    private final double[] deviation;

    private Standardisation(double[] mean, double[] deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    /** @param rows {@code [articles][features]}, at least one, all of one length and finite */
    static Standardisation of(float[][] rows) {
        int width = rows[0].length;
        double[] mean = new double[width];
        for (float[] row : rows) {
            for (int at = 0; at < width; at++) {
                mean[at] += row[at];
            }
        }
        Arrays.setAll(mean, at -> mean[at] / rows.length);
        double[] deviation = new double[width];
        for (float[] row : rows) {
            for (int at = 0; at < width; at++) {
                double distance = row[at] - mean[at];
                deviation[at] += distance * distance;
            }
        }
        Arrays.setAll(deviation, at -> Math.sqrt(deviation[at] / rows.length));
        // The sum of equal floats is exact in a double, and so are their mean and their deviation, 0.
        Arrays.setAll(deviation, at -> deviation[at] == 0 ? 1 : deviation[at]);
        return new Standardisation(mean, deviation);
    }

    /** A copy with one column more, which is 1 everywhere: the intercept's. */
    float[][] apply(float[][] rows) {
        return Arrays.stream(rows).map(this::apply).toArray(float[][]::new);
    }

    private float[] apply(float[] row) {
        float[] standard = new float[row.length + 1];
        for (int at = 0; at < row.length; at++) {
            standard[at] = (float) ((row[at] - mean[at]) / deviation[at]);
        }
        standard[row.length] = 1;
        return standard;
    }
}
