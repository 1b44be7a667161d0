package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the columns of title, body and label: those that the user named; else those that the training file of the same
 * split has; else by their usual names; else, where only two columns leave no doubt, by what is in them.
 */
final class ColumnFinder {
    private static final List<String> TITLES = List.of("title", "headline", "タイトル", "見出し");
    private static final List<String> BODIES =
            List.of("body", "text", "content", "sentence", "review", "本文", "文章", "テキスト");
    private static final List<String> LABELS = List.of("label", "category", "class", "ラベル", "カテゴリ", "分類");

    private final String name;
    private final List<String> columns;
    private final List<Table.Row> rows;
    private final boolean labelled;
    private final Set<String> taken = new HashSet<>();

    private ColumnFinder(String name, List<String> columns, List<Table.Row> rows, boolean labelled) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
        this.labelled = labelled;
    }

    /**
     * Finds the columns of a table to learn from.
     *
     * @param like the columns of the training part; all null where there is none
     * @return the columns' names as the file spells them; neither the body's nor the label's is null
     */
    static Columns toLearnFrom(Table table, Columns asked, Columns like) {
        return new ColumnFinder(table.name(), table.columns(), table.rows(), true).find(asked, like);
    }

    /**
     * Finds the columns of a table to be classified, by their names.
     *
     * @return the columns' names as the file spells them; the body's is not null
     */
    static Columns toClassify(String name, List<String> columns, Columns asked) {
        return new ColumnFinder(name, columns, List.of(), false).find(asked, Columns.GUESSED);
    }

    private Columns find(Columns asked, Columns like) {
        // What was asked for goes first, so that no guess takes it.
        String title = asked(asked.title(), "--title-column", like.title());
        String body = asked(asked.body(), "--body-column", like.body());
        String label = asked(asked.label(), "--label-column", like.label());
        label = label != null ? label : named(LABELS);
        body = body != null ? body : named(BODIES);
        boolean titleGuessed = title == null && !"".equals(asked.title());
        title = titleGuessed ? named(TITLES) : title;
        if (body == null && title != null && titleGuessed) {
            body = title; // headlines alone are texts, too
            title = null;
        }
        if (columns.size() == 2 && title == null) {
            String first = columns.get(0);
            String second = columns.get(1);
            if (label == null && labelled) {
                label = body == null ? labelOf(first, second) : labelBeside(body.equals(first) ? second : first);
            }
            if (body == null && label != null) {
                body = label.equals(first) ? second : first;
            }
        }
        if (body == null && !labelled && columns.size() == 1) {
            body = columns.get(0);
        }
        if (body == null) {
            throw new RequestException(ColumnFinder.class, "column.no-body", name, listed());
        }
        if (label == null && labelled) {
            throw new RequestException(ColumnFinder.class, "column.no-label", name, listed());
        }
        return new Columns(title, body, label);
    }

    private @Nullable String asked(@Nullable String wanted, String option, @Nullable String like) {
        if ("".equals(wanted)) {
            return null;
        }
        if (wanted == null) {
            return like != null && columns.contains(like) && taken.add(like) ? like : null;
        }
        String column = columns.contains(wanted) ? wanted : alike(wanted);
        if (column == null) {
            throw new RequestException(ColumnFinder.class, "column.unknown", name, wanted, listed(), option);
        }
        if (!taken.add(column)) {
            throw new RequestException(ColumnFinder.class, "column.shared", name, column, option);
        }
        return column;
    }

    private @Nullable String named(List<String> usual) {
        String column = usual.stream()
                .map(this::alike)
                .filter(Objects::nonNull)
                .filter(found -> !taken.contains(found))
                .findFirst()
                .orElse(null);
        if (column != null) {
            taken.add(column);
        }
        return column;
    }

    private @Nullable String alike(String wanted) {
        return columns.stream()
                .filter(column -> plain(column).equals(plain(wanted)))
                .findFirst()
                .orElse(null);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    private @Nullable String labelOf(String first, String second) {
        String fewer = distinct(second) <= distinct(first) ? second : first;
        return distinct(first) == distinct(second) ? null : labelBeside(fewer);
    }

    /** The column if it can be a label: on average, each of its values occurs at least twice. */
    private @Nullable String labelBeside(String column) {
        return distinct(column) * 2 <= rows.size() ? column : null;
    }

    private long distinct(String column) {
        Stream<@Nullable Object> values = rows.stream().map(row -> row.values().get(column));
        return values.distinct().count();
    }

    private String listed() {
        return String.join(", ", columns);
    }
}
