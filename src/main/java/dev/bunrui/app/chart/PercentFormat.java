package dev.bunrui.app.chart;

import javafx.util.StringConverter;

/** Whole per cents at the lines of an axis; those below 0 and above 100, where there is room for marks only, are left out. */
final class PercentFormat extends StringConverter<Number> {
    private static final int HUNDRED = 100;

    @Override
    public String toString(Number percent) {
        long whole = Math.round(percent.doubleValue());
        return whole < 0 || whole > HUNDRED ? "" : Long.toString(whole);
    }

    @Override
    public Number fromString(String text) {
        return Double.valueOf(text);
    }
}
