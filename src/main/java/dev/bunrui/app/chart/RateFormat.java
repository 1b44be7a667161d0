package dev.bunrui.app.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import javafx.util.StringConverter;

/** Learning rates as people write them: {@code 5e-4}. */
final class RateFormat extends StringConverter<Number> {
    private final DecimalFormat format = new DecimalFormat("0.##E0", DecimalFormatSymbols.getInstance(Locale.ROOT));

    @Override
    public String toString(Number rate) {
        return rate.doubleValue() == 0 ? "0" : format.format(rate.doubleValue()).toLowerCase(Locale.ROOT);
    }

    @Override
    public Number fromString(String text) {
        return Double.valueOf(text);
    }
}
