package dev.bunrui.app.chart;

import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;

/** An axis along which something is counted: only whole numbers are marked. */
final class CountAxis extends DefaultNumericAxis {
    private static final long serialVersionUID = 1L;

    /** Of the library's units, which are 1, 2, 2.5 and 5 times a power of ten, the next that is whole. */
    @Override
    protected double computeTickUnit(double rawTickUnit) {
        double unit = super.computeTickUnit(Math.max(1, rawTickUnit));
        return unit == Math.rint(unit) ? unit : super.computeTickUnit(1.5 * unit);
    }
}
