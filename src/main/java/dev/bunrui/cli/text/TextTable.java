package dev.bunrui.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns that stand below one another, also where characters are two columns wide. */
public final class TextTable {
    private static final String GAP = "  ";

    private final String alignment;
    private final int[] atLeast;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param alignment has a character a column: {@code l} for left, {@code r} for right
     * @param atLeast how wide each column is at least; may be left out
     */
    public TextTable(String alignment, int... atLeast) {
        this.alignment = alignment;
        this.atLeast = atLeast.length == 0 ? new int[alignment.length()] : atLeast.clone();
    }

    /** Adds a row with a cell a column. */
    public TextTable row(String... cells) {
        if (cells.length != alignment.length()) {
            throw new IllegalArgumentException(cells.length + " cells for the columns " + alignment);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, without blanks at their ends. */
    public List<String> lines() {
        int[] widths = atLeast.clone();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String blank = " ".repeat(widths[column] - DisplayWidth.of(cell));
            line.append(column == 0 ? "" : GAP);
            line.append(alignment.charAt(column) == 'r' ? blank + cell : cell + blank);
        }
        return line.toString().stripTrailing();
    }
}
