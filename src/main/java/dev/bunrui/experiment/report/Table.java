package dev.bunrui.experiment.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of a page, wider ones moving sideways within it. */
public final class Table {
    /** Shorter texts are not broken, however narrow the table. */
    private static final int SHORT = 20;

    private final String columns;
    private final Element head = Element.of("thead");
    private final Element body = Element.of("tbody");
    private boolean empty = true;

    /** {@code columns} has a letter for each: {@code l} for words, {@code r} for numbers. */
    public Table(String columns) {
        this.columns = columns;
    }

    /** The columns' names. */
    public Table heading(String... names) {
        Element row = Element.of("tr");
        for (int column = 0; column < names.length; column++) {
            row.add(aligned(Element.of("th", names[column]).with("scope", "col"), column));
        }
        head.add(row);
        return this;
    }

    /** A row of texts. */
    public Table row(String... cells) {
        return row("", Arrays.stream(cells).map(Table::cell).toList());
    }

    /** A row; {@code mark} is its class in the style sheet, or empty. */
    public Table row(String mark, List<Element> cells) {
        Element row = Element.of("tr");
        if (!mark.isEmpty()) {
            row.with("class", mark);
        }
        for (int column = 0; column < cells.size(); column++) {
            row.add(aligned(cells.get(column), column));
        }
        body.add(row);
        empty = false;
        return this;
    }

    /** A cell with a text, the lines of which stay apart. */
    public static Element cell(String text) {
        Element cell = Element.of("td", text);
        return text.length() > SHORT ? cell : cell.with("class", "short");
    }

    /** A cell with elements. */
    public static Element cell(Element... inside) {
        return Element.of("td", inside);
    }

    /** Cells that are put together column by column. */
    public static List<Element> cells(List<String> texts) {
        return new ArrayList<>(texts.stream().map(Table::cell).toList());
    }

    boolean empty() {
        return empty;
    }

    /** The table as a part of a page. */
    public Element element() {
        return Element.of("div", Element.of("table", head, body)).with("class", "wide");
    }

    private Element aligned(Element cell, int column) {
        return columns.charAt(column) == 'r' ? cell.with("class", "number") : cell;
    }
}
