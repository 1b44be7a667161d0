package dev.bunrui.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A linear support vector machine for each class against all others, as scikit-learn's {@code LinearSVC(C=1)}: with the
 * squared hinge loss, min ½‖w‖² + C Σ max(0, 1 − y w·x)², where the intercept is the weight of one more column that is 1
 * everywhere. Solved by dual coordinate descent: Hsieh, Chang, Lin, Keerthi, Sundararajan, <i>A dual coordinate descent
 * method for large-scale linear SVM</i>, ICML 2008; Fan, Chang, Hsieh, Wang, Lin, <i>LIBLINEAR</i>, JMLR 9 (2008).
 *
 * <p>A class that no training article is of, or every one, cannot be told from the others: its decision value is −1, or
 * 1, for every article.
 */
final class LinearSvm {
    private static final double C = 1;
    private static final double TOLERANCE = 1e-4; // as LinearSVC's

    static {
        Linear.disableDebugOutput(); // it writes to System.out, which is for results
    }

    private final double[][] weights; // [classes][columns + 1], the intercept last

    private LinearSvm(double[][] weights) {
        this.weights = weights;
    }

    /**
     * Fits a machine for each class, several at once. The same rows give the same weights however many threads there are:
     * each machine visits the rows in an order of its own that is always the same.
     *
     * @param columns how many columns the rows have
     * @param rows columns from 1, ascending
     * @param labels of the rows
     * @param watch asked all the while, also within a machine
     */
    static LinearSvm fit(
            int columns, List<Feature[]> rows, int classes, int[] labels, Watch watch, Watch.Stretch stretch) {
        return fit(columns, rows, classes, labels, TOLERANCE, watch, stretch);
    }

    static LinearSvm fit(
            int columns,
            List<Feature[]> rows,
            int classes,
            int[] labels,
            double tolerance,
            Watch watch,
            Watch.Stretch stretch) {
        Feature one = new FeatureNode(columns + 1, 1);
        Feature[][] withIntercept = rows.stream()
                .map(row -> {
                    Feature[] longer = Arrays.copyOf(row, row.length + 1);
                    longer[row.length] = one;
                    return longer;
                })
                .toArray(Feature[][]::new);
        return new LinearSvm(IntStream.range(0, classes)
                .parallel()
                .mapToObj(label -> {
                    double[] own = against(label, columns, withIntercept, labels, tolerance, watch);
                    stretch.pieceDone();
                    return own;
                })
                .toArray(double[][]::new));
    }

    private static double[] against(
            int label, int columns, Feature[][] rows, int[] labels, double tolerance, Watch watch) {
        long own = Arrays.stream(labels).filter(each -> each == label).count();
        if (own == 0 || own == labels.length) {
            double[] weights = new double[columns + 1];
            weights[columns] = own == 0 ? -1 : 1;
            return weights;
        }
        Problem problem = new Problem();
        problem.l = rows.length;
        problem.n = columns + 1;
        problem.bias = 1;
        problem.x = rows;
        problem.y = Arrays.stream(labels)
                .mapToDouble(each -> each == label ? 1 : -1)
                .toArray();
        Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, C, tolerance);
        parameter.setRandom(new WatchedRandom(watch));
        return Linear.train(problem, parameter).getFeatureWeights();
    }

    /** The distance of a row from each class's hyperplane, times the norm of its weights; positive on the class's side. */
    float[] decisions(Feature[] row) {
        float[] decisions = new float[weights.length];
        for (int label = 0; label < weights.length; label++) {
            double[] own = weights[label];
            double sum = own[own.length - 1];
            for (Feature feature : row) {
                sum += own[feature.getIndex() - 1] * feature.getValue();
            }
            decisions[label] = (float) sum;
        }
        return decisions;
    }

    /** The solver asks for a number at every step, and can be stopped in no other place. */
    private static final class WatchedRandom extends Random {
        private static final long serialVersionUID = 1;
        private static final int STEPS = 256;

        private final transient Watch watch;
        private int steps;

        WatchedRandom(Watch watch) {
            super(0);
            this.watch = watch;
        }

        @Override
        public int nextInt(int bound) {
            if (++steps % STEPS == 0) {
                watch.check();
            }
            return super.nextInt(bound);
        }
    }
}
