package dev.bunrui.baseline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds where a strictly convex function is least: J. Nocedal, <i>Updating quasi-Newton matrices with limited storage</i>,
 * Mathematics of Computation 35 (1980), with a step that is halved until the function has fallen enough (L. Armijo,
 * Pacific Journal of Mathematics 16, 1966).
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 1000;
    private static final int MOST_HALVINGS = 40;
    private static final double ENOUGH = 1e-4;

    private Lbfgs() {}

    /** A function with its slope. */
    interface Function {
        /** The value at a point; its derivatives are written into {@code gradient}. */
        double at(double[] point, double[] gradient);
    }

    private record Change(double[] step, double[] slope, double product) {}

    /**
     * Walks from a point to the minimum.
     *
     * @param tolerance how large the largest derivative may still be
     * @param watch asked before every step
     */
    static double[] minimum(Function function, double[] start, double tolerance, Watch watch) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = function.at(point, gradient);
        Deque<Change> memory = new ArrayDeque<>(); // the latest first
        for (int steps = 0; steps < MOST_STEPS && largest(gradient) > tolerance; steps++) {
            watch.check();
            double[] direction = direction(gradient, memory);
            double slope = dot(direction, gradient);
            // Nothing is known of the scale yet: the first step has length 1 at most.
            double size = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
            double[] next = moved(point, size, direction);
            double[] nextGradient = new double[point.length];
            double nextValue = function.at(next, nextGradient);
            int halvings = 0;
            while (!(nextValue <= value + ENOUGH * size * slope) && halvings++ < MOST_HALVINGS) {
                size /= 2;
                next = moved(point, size, direction);
                nextValue = function.at(next, nextGradient);
            }
            if (!(nextValue < value)) {
                return point; // as low as rounding lets it come
            }
            remember(memory, moved(next, -1, point), moved(nextGradient, -1, gradient));
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private static void remember(Deque<Change> memory, double[] step, double[] slope) {
        double product = dot(step, slope);
        if (product > 0) {
            memory.addFirst(new Change(step, slope, product));
        }
        if (memory.size() > MEMORY) {
            memory.removeLast();
        }
    }

    /** Downhill, after the curvature that was met on the last steps. */
    private static double[] direction(double[] gradient, Deque<Change> memory) {
        double[] direction = moved(new double[gradient.length], -1, gradient);
        double[] shares = new double[memory.size()];
        int at = 0;
        for (Change change : memory) {
            shares[at] = dot(change.step, direction) / change.product;
            direction = moved(direction, -shares[at++], change.slope);
        }
        if (!memory.isEmpty()) {
            Change last = memory.getFirst();
            double scale = last.product / dot(last.slope, last.slope);
            direction = moved(new double[gradient.length], scale, direction);
        }
        for (Iterator<Change> oldestFirst = memory.descendingIterator(); oldestFirst.hasNext(); ) {
            Change change = oldestFirst.next();
            direction = moved(direction, shares[--at] - dot(change.slope, direction) / change.product, change.step);
        }
        return direction;
    }

    private static double[] moved(double[] from, double size, double[] direction) {
        double[] point = new double[from.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = from[i] + size * direction[i];
        }
        return point;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double largest(double[] gradient) {
        double largest = 0;
        for (double each : gradient) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }
}
