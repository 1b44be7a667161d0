package dev.bunrui.experiment.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A line of a figure.
 *
 * @param name what it shows
 * @param points from left to right; those that are no numbers are left out
 * @param marked whether each point is marked, and tells its value when it is pointed at
 */
public record Curve(String name, List<Point> points, boolean marked) {
    /** A place, in the units of the axes. */
    public record Point(double x, double y) {}

    /** More than the page has pixels would only make it heavy. */
    private static final int MOST = 500;

    public Curve {
        points = thinned(points.stream()
                .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                .toList());
    }

    /** Of very many points the means of neighbours. */
    private static List<Point> thinned(List<Point> points) {
        int together = (points.size() + MOST - 1) / MOST;
        return together <= 1
                ? List.copyOf(points)
                : IntStream.range(0, (points.size() + together - 1) / together)
                        .mapToObj(i -> mean(points.subList(i * together, Math.min(points.size(), (i + 1) * together))))
                        .toList();
    }

    private static Point mean(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::x).average().orElseThrow(),
                points.stream().mapToDouble(Point::y).average().orElseThrow());
    }
}
