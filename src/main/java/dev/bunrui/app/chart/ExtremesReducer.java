package dev.bunrui.app.chart;

import io.fair_acc.chartfx.renderer.RendererDataReducer;

/**
 * Leaves of the points that fall into one column of pixels the lowest and the highest, in their order: the line looks as
 * if all were drawn. The library's own reducer leaves every n-th point, and with it peaks come and go.
 */
final class ExtremesReducer implements RendererDataReducer {
    @Override
    public int reducePoints(
            double[] x,
            double[] y,
            double[] rightError,
            double[] leftError,
            double[] upperError,
            double[] lowerError,
            String[] styles,
            boolean[] selected,
            int from,
            int to) {
        int kept = 0;
        int at = from;
        while (at < to) {
            double column = Math.floor(x[at]);
            int low = at;
            int high = at;
            for (at++; at < to && Math.floor(x[at]) == column; at++) {
                low = y[at] < y[low] ? at : low;
                high = y[at] > y[high] ? at : high;
            }
            int first = Math.min(low, high);
            int second = Math.max(low, high);
            // No point is written over before it was read: of each column at most as many are kept as it had.
            double secondX = x[second];
            double secondY = y[second];
            x[kept] = x[first];
            y[kept++] = y[first];
            if (second > first) {
                x[kept] = secondX;
                y[kept++] = secondY;
            }
        }
        return kept;
    }
}
