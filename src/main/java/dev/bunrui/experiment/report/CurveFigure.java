package dev.bunrui.experiment.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Curves over common axes, drawn by the page itself, with a legend below. */
public final class CurveFigure {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 240;
    private static final double LEFT = 48;
    private static final double RIGHT = 12;
    private static final double TOP = 12;
    private static final double BOTTOM = 40;
    private static final int TICKS = 5;

    private final Ticks across;
    private final Ticks up;

    private CurveFigure(Ticks across, Ticks up) {
        this.across = across;
        this.up = up;
    }

    /**
     * Draws curves.
     *
     * @param title what the figure shows
     * @param axis what the numbers from left to right are, of which the whole ones are named
     * @param curves of which those without a point are left out
     */
    public static Element of(String title, String axis, List<Curve> curves) {
        List<Curve> drawn =
                curves.stream().filter(curve -> !curve.points().isEmpty()).toList();
        List<Curve.Point> all =
                drawn.stream().flatMap(curve -> curve.points().stream()).toList();
        double right = all.stream().mapToDouble(Curve.Point::x).max().orElse(1);
        double low = all.stream().mapToDouble(Curve.Point::y).min().orElse(0);
        double high = all.stream().mapToDouble(Curve.Point::y).max().orElse(1);
        CurveFigure figure = new CurveFigure(Ticks.whole(Math.max(right, 1), TICKS), Ticks.of(low, high, TICKS));
        String words = title + ": " + drawn.stream().map(Curve::name).collect(Collectors.joining(", "));
        Element drawing = Drawing.of(WIDTH, HEIGHT, words);
        figure.axes(drawing, axis);
        Element legend = Element.of("p").with("class", "legend");
        for (int i = 0; i < drawn.size(); i++) {
            String colour = "curve-" + (i % 3 + 1);
            drawing.add(figure.line(drawn.get(i)).with("class", colour));
            legend.add(Element.of("span", Element.of("i", "").with("class", colour))
                    .text(drawn.get(i).name()));
        }
        return Element.of("figure", Element.of("figcaption", title), drawing, legend);
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - across.first()) / (across.last() - across.first());
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - up.first()) / (up.last() - up.first());
    }

    private void axes(Element drawing, String axis) {
        for (double place : up.places()) {
            drawing.add(Drawing.line(LEFT, y(place), WIDTH - RIGHT, y(place)).with("class", "grid"))
                    .add(Drawing.text(LEFT - 6, y(place) + 4, "end", up.words(place)));
        }
        for (double place : across.places()) {
            drawing.add(Drawing.line(x(place), HEIGHT - BOTTOM, x(place), HEIGHT - BOTTOM + 4)
                            .with("class", "axis"))
                    .add(Drawing.text(x(place), HEIGHT - BOTTOM + 17, "middle", across.words(place)));
        }
        drawing.add(Drawing.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM)
                        .with("class", "axis"))
                .add(Drawing.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 5, "middle", axis));
    }

    private Element line(Curve curve) {
        String places = curve.points().stream()
                .map(point -> Drawing.number(x(point.x())) + "," + Drawing.number(y(point.y())))
                .collect(Collectors.joining(" "));
        Element line = Element.of("g", Element.of("polyline").with("points", places));
        if (curve.marked()) {
            for (Curve.Point point : curve.points()) {
                String value = String.format(Locale.ROOT, "%.4g", point.y());
                line.add(Drawing.dot(x(point.x()), y(point.y()), 3)
                        .add(Element.of("title", curve.name() + " " + value)));
            }
        }
        return line;
    }
}
