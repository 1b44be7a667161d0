package dev.bunrui.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression over dense rows, min ½‖W‖² + C Σ −log softmax(W x)[y]; the intercept is the weight of a
 * column that is 1 everywhere and shrinks with the others, so that there is one finite minimum even where classes can be
 * told apart without error or have no rows at all.
 *
 * <p>scikit-learn's {@code LogisticRegression(C=C, fit_intercept=False)} over the same columns, if there are three classes
 * or more; of two it keeps one row of weights, which is this with half its C.
 */
final class SoftmaxRegression {
    private final int classes;
    private final double[] weights; // [classes * columns]

    private SoftmaxRegression(int classes, double[] weights) {
        this.classes = classes;
        this.weights = weights;
    }

    /** All weights zero: every class is as likely as any other. */
    static SoftmaxRegression initial(int classes, int columns) {
        return new SoftmaxRegression(classes, new double[Math.multiplyExact(classes, columns)]);
    }

    /**
     * Fits to rows, beginning from this one's weights: near where it ends, if only {@code c} differs.
     *
     * @param rows {@code [articles][columns]}, at least one
     * @param tolerance how large a derivative of the mean loss may still be
     */
    SoftmaxRegression fitted(float[][] rows, int[] labels, double c, double tolerance, Watch watch) {
        double shrink = 1 / (c * rows.length);
        Lbfgs.Function loss = (point, gradient) -> loss(rows, labels, shrink, point, gradient, watch);
        return new SoftmaxRegression(classes, Lbfgs.minimum(loss, weights, tolerance, watch));
    }

    /** The logits of rows, {@code [articles][classes]}. */
    float[][] logits(float[][] rows) {
        return Arrays.stream(rows)
                .map(row -> {
                    double[] logits = logits(weights, row, classes);
                    float[] rounded = new float[classes];
                    for (int label = 0; label < classes; label++) {
                        rounded[label] = (float) logits[label];
                    }
                    return rounded;
                })
                .toArray(float[][]::new);
    }

    // Rows are shared out in the first half and classes in the second, each sum being made by one thread in one order:
    // the result is the same to the last bit however many threads there are.
    private double loss(float[][] rows, int[] labels, double shrink, double[] point, double[] gradient, Watch watch) {
        double[] losses = new double[rows.length];
        double[][] residuals = IntStream.range(0, rows.length)
                .parallel()
                .mapToObj(at -> {
                    watch.check();
                    double[] residual = logits(point, rows[at], classes);
                    losses[at] = toResidual(residual, labels[at]);
                    return residual;
                })
                .toArray(double[][]::new);
        int columns = point.length / classes;
        IntStream.range(0, classes).parallel().forEach(label -> {
            double[] sum = new double[columns];
            for (int at = 0; at < rows.length; at++) {
                double residual = residuals[at][label];
                float[] row = rows[at];
                for (int i = 0; i < columns; i++) {
                    sum[i] += residual * row[i];
                }
            }
            for (int i = 0; i < columns; i++) {
                gradient[label * columns + i] = sum[i] / rows.length + shrink * point[label * columns + i];
            }
        });
        double loss = 0;
        for (double each : losses) {
            loss += each;
        }
        double squares = 0;
        for (double weight : point) {
            squares += weight * weight;
        }
        return loss / rows.length + shrink * squares / 2;
    }

    /** Makes softmax(z) − onehot(label), the derivatives of the loss, of the logits z, and returns the loss. */
    private static double toResidual(double[] logits, int label) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double own = logits[label] - largest;
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = StrictMath.exp(logits[i] - largest);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] /= sum;
        }
        logits[label] -= 1;
        return StrictMath.log(sum) - own;
    }

    private static double[] logits(double[] weights, float[] row, int classes) {
        double[] logits = new double[classes];
        for (int label = 0; label < classes; label++) {
            logits[label] = dot(weights, label * row.length, row);
        }
        return logits;
    }

    /** Four sums that do not wait for each other. */
    private static double dot(double[] weights, int from, float[] row) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < row.length; i += 4) {
            a += weights[from + i] * row[i];
            b += weights[from + i + 1] * row[i + 1];
            c += weights[from + i + 2] * row[i + 2];
            d += weights[from + i + 3] * row[i + 3];
        }
        for (; i < row.length; i++) {
            a += weights[from + i] * row[i];
        }
        return a + b + (c + d);
    }
}
