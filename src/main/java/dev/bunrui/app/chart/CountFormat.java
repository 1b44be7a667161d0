package dev.bunrui.app.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import javafx.util.StringConverter;

/** Steps and epochs below an axis: {@code 17,500} where the library would write 1.75E4. */
final class CountFormat extends StringConverter<Number> {
    private final DecimalFormat format = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));

    @Override
    public String toString(Number count) {
        return format.format(count);
    }

    @Override
    public Number fromString(String text) {
        return Double.valueOf(text.replace(",", ""));
    }
}
