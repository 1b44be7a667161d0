package dev.bunrui.app.compare;

import dev.bunrui.experiment.compare.TableCells;
import java.util.stream.DoubleStream;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/** How wide the columns of a compact table have to be for neither a heading nor what is below it to be cut. */
final class CellWidths {
    // As look.css has them.
    private static final String FAMILY = "Noto Sans JP";
    private static final double SIZE = 12;
    private static final double BESIDE = 13;

    private CellWidths() {}

    /** The width of a column in pixels. */
    static double of(TableCells cells, int column) {
        Font bold = Font.font(FAMILY, FontWeight.BOLD, SIZE);
        Font plain = Font.font(FAMILY, SIZE);
        DoubleStream below = cells.rows().stream().mapToDouble(row -> width(row.get(column), plain));
        double widest = DoubleStream.concat(
                        DoubleStream.of(width(cells.heading().get(column), bold)), below)
                .max()
                .orElse(0);
        return Math.ceil(widest) + BESIDE;
    }

    private static double width(String words, Font font) {
        Text text = new Text(words);
        text.setFont(font);
        return text.getLayoutBounds().getWidth();
    }
}
