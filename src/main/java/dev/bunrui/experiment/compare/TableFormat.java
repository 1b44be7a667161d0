package dev.bunrui.experiment.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What a table can be written as. */
public enum TableFormat {
    /** GitHub's flavour. */
    MARKDOWN("md") {
        @Override
        public String write(TableCells table) {
            List<String> lines = new ArrayList<>();
            lines.add(line(table.heading()));
            List<String> rule = new ArrayList<>(Collections.nCopies(table.words(), ":--"));
            rule.addAll(Collections.nCopies(table.heading().size() - table.words(), "--:"));
            lines.add("| " + String.join(" | ", rule) + " |");
            table.rows().forEach(row -> lines.add(line(row)));
            return String.join("\n", lines) + "\n";
        }

        private String line(List<String> cells) {
            return cells.stream()
                    .map(cell -> cell.replace("\\", "\\\\").replace("|", "\\|"))
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }
    },
    /** RFC 4180, with a byte order mark: Excel takes it for UTF-8 only then. */
    CSV("csv") {
        @Override
        public String write(TableCells table) {
            StringBuilder text = new StringBuilder("\uFEFF").append(line(table.heading()));
            table.rows().forEach(row -> text.append(line(row)));
            return text.toString();
        }

        private String line(List<String> cells) {
            return cells.stream()
                    .map(cell -> cell.matches("(?s).*[\",\\r\\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                    .collect(Collectors.joining(",", "", "\r\n"));
        }
    },
    /** A {@code tabular} with the rules of the package booktabs. */
    LATEX("tex") {
        @Override
        public String write(TableCells table) {
            String columns =
                    "l".repeat(table.words()) + "r".repeat(table.heading().size() - table.words());
            StringBuilder text = new StringBuilder("\\begin{tabular}{" + columns + "}\n\\toprule\n");
            text.append(line(table.heading())).append("\\midrule\n");
            table.rows().forEach(row -> text.append(line(row)));
            return text.append("\\bottomrule\n\\end{tabular}\n").toString();
        }

        private String line(List<String> cells) {
            return cells.stream().map(this::escaped).collect(Collectors.joining(" & ", "", " \\\\\n"));
        }

        private String escaped(String cell) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < cell.length(); i++) {
                char each = cell.charAt(i);
                text.append(
                        switch (each) {
                            case '\\' -> "\\textbackslash{}";
                            case '~' -> "\\textasciitilde{}";
                            case '^' -> "\\textasciicircum{}";
                            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + each;
                            case '±' -> "$\\pm$";
                            case '–' -> "--";
                            default -> String.valueOf(each);
                        });
            }
            return text.toString();
        }
    };

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    /** The ending of its files, without a dot. */
    public String ending() {
        return ending;
    }

    /** The table in this form. */
    public abstract String write(TableCells table);
}
