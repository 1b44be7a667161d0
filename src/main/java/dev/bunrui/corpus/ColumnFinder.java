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

    private final Table table;
    private final Set<String> taken = new HashSet<>();

    private ColumnFinder(Table table) {
        this.table = table;
    }

    /**
     * Finds the columns of a table.
     *
     * @param like the columns of the training part; all null where there is none
     * @return the columns' names as the file spells them; the body's is never null, the label's is not if labelled
     */
    static Columns find(Table table, Columns asked, Columns like, boolean labelled) {
        return new ColumnFinder(table).find(asked, like, labelled);
    }

    private Columns find(Columns asked, Columns like, boolean labelled) {
        // What was asked for goes first, so that no guess takes it.
        String title = asked(asked.title(), "--title-column", like.title());
        String body = asked(asked.body(), "--body-column", like.body());
        String label = asked(asked.label(), "--label-column", like.label());
        label = label != null ? label : named(LABELS);
        body = body != null ? body : named(BODIES);
        boolean titleGuessed = title == null;
        title = title != null ? title : named(TITLES);
        if (body == null && title != null && titleGuessed) {
            body = title; // headlines alone are texts, too
            title = null;
        }
        if (table.columns().size() == 2 && title == null) {
            String first = table.columns().get(0);
            String second = table.columns().get(1);
            if (label == null && labelled) {
                label = body == null ? labelOf(first, second) : labelBeside(body.equals(first) ? second : first);
            }
            if (body == null && label != null) {
                body = label.equals(first) ? second : first;
            }
        }
        if (body == null && !labelled && table.columns().size() == 1) {
            body = table.columns().get(0);
        }
        if (body == null) {
            throw new RequestException(ColumnFinder.class, "column.no-body", table.name(), listed());
        }
        if (label == null && labelled) {
            throw new RequestException(ColumnFinder.class, "column.no-label", table.name(), listed());
        }
        return new Columns(title, body, label);
    }

    private @Nullable String asked(@Nullable String name, String option, @Nullable String like) {
        if (name == null) {
            return like != null && table.columns().contains(like) && taken.add(like) ? like : null;
        }
        String column = table.columns().contains(name) ? name : alike(name);
        if (column == null) {
            throw new RequestException(ColumnFinder.class, "column.unknown", table.name(), name, listed(), option);
        }
        if (!taken.add(column)) {
            throw new RequestException(ColumnFinder.class, "column.shared", table.name(), column, option);
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

    private @Nullable String alike(String name) {
        return table.columns().stream()
                .filter(column -> plain(column).equals(plain(name)))
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
        return distinct(column) * 2 <= table.rows().size() ? column : null;
    }

    private long distinct(String column) {
        Stream<@Nullable Object> values =
                table.rows().stream().map(row -> row.values().get(column));
        return values.distinct().count();
    }

    private String listed() {
        return String.join(", ", table.columns());
    }
}
