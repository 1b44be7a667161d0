package dev.bunrui.experiment.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What all drawings of a page have in common; their unit is a pixel of the screen. */
final class Drawing {
    private Drawing() {}

    /** A drawing that is told to who listens in words. */
    static Element of(double width, double height, String words) {
        return Element.of("svg")
                .with("viewBox", "0 0 " + number(width) + " " + number(height))
                .with("width", width)
                .with("height", height)
                .with("role", "img")
                .with("aria-label", words);
    }

    static Element line(double x1, double y1, double x2, double y2) {
        return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
    }

    static Element dot(double x, double y, double radius) {
        return Element.of("circle").with("cx", x).with("cy", y).with("r", radius);
    }

    static Element text(double x, double y, String anchor, String text) {
        return Element.of("text", text).with("x", x).with("y", y).with("text-anchor", anchor);
    }

    /** A number to a tenth. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
