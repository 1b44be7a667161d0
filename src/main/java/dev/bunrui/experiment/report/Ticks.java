package dev.bunrui.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round places on an axis, 1, 2 or 5 times a power of ten apart.
 *
 * @param step from one to the next
 * @param first the lowest, not above what is shown
 * @param last the highest, not below what is shown
 */
record Ticks(double step, double first, double last) {
    private static final double[] ROUND = {1, 2, 5, 10};

    /** About so many places for values between two. */
    static Ticks of(double low, double high, int wanted) {
        double span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1;
        double raw = span / wanted;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = ROUND[ROUND.length - 1] * power;
        for (double round : ROUND) {
            if (round * power >= raw * (1 - 1e-9)) {
                step = round * power;
                break;
            }
        }
        return new Ticks(step, Math.floor(low / step + 1e-9) * step, Math.ceil((low + span) / step - 1e-9) * step);
    }

    /** About so many whole numbers from 0 on. */
    static Ticks whole(double high, int wanted) {
        Ticks ticks = of(0, high, wanted);
        return ticks.step() < 1 ? new Ticks(1, 0, Math.ceil(high)) : ticks;
    }

    List<Double> places() {
        List<Double> places = new ArrayList<>();
        long count = Math.round((last - first) / step);
        for (long i = 0; i <= count; i++) {
            places.add(first + i * step);
        }
        return places;
    }

    /** A place's number with as many digits as tell it from its neighbours. */
    String words(double place) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f", place == 0 ? 0.0 : place);
    }
}
