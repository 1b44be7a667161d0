package dev.bunrui.classify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier.Classified;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.ArticleSource;
import dev.bunrui.corpus.Columns;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Classified articles as lines of a file: the article's own fields, then the classification. A field of the article that
 * is called like one of the classification's gets {@code input_} before its name; where the articles lie in files of
 * their own, the place of each is its {@code id}.
 *
 * <p>Under a {@link ReviewRule} each has two more fields: {@code confidence}, the probability of the label after the
 * temperature, and {@code answer}, false where the article needs review. All other fields, the probabilities among them,
 * are the same with and without a rule.
 */
public final class ResultLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TAKEN =
            Set.of("label", "probability", "probabilities", "logits", "tokens", "truncated");
    private static final Set<String> TAKEN_BY_REVIEW = Set.of("confidence", "answer");

    private enum Form {
        JSON_LINES,
        CSV,
        TSV
    }

    private final Columns columns;
    private final Set<String> others;
    private final Form form;
    private final @Nullable ReviewRule review;

    /**
     * The lines for articles.
     *
     * @param file decides on the form by its ending; null for JSON Lines
     * @param review adds to each line how sure it is, and whether it needs a person; null to leave that out
     * @throws RequestException if the ending is not known
     */
    public ResultLines(ArticleSource articles, @Nullable Path file, @Nullable ReviewRule review) {
        this.columns = articles.columns();
        this.others = articles.fields();
        this.review = review;
        this.form = file == null ? Form.JSON_LINES : form(file);
    }

    private static Form form(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return Form.JSON_LINES;
        }
        if (name.endsWith(".csv")) {
            return Form.CSV;
        }
        if (name.endsWith(".tsv")) {
            return Form.TSV;
        }
        throw new RequestException(ResultLines.class, "results.ending", file);
    }

    /** One line of JSON. */
    public ObjectNode json(Classified classified) {
        ObjectNode node = JSON.createObjectNode();
        own(classified.article()).forEach((name, value) -> node.set(name, JSON.<JsonNode>valueToTree(value)));
        ClassificationJson.addTo(node, classified.classification());
        return review == null ? node : review.of(classified.classification()).addTo(node);
    }

    /** Writes what {@code work} hands on, in the file's form, with a heading where the form has one. */
    public void write(OutputStream out, List<String> labels, Consumer<Consumer<Classified>> work) throws IOException {
        // Not closed: the stream belongs to whoever opened it.
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            if (form == Form.JSON_LINES) {
                work.accept(classified -> append(writer, json(classified)));
            } else {
                CSVFormat format = (form == Form.CSV ? CSVFormat.DEFAULT : CSVFormat.TDF)
                        .builder()
                        .setRecordSeparator('\n')
                        .get();
                CSVPrinter printer = new CSVPrinter(writer, format);
                Set<String> own = ownNames();
                List<String> heading = new ArrayList<>(own);
                heading.addAll(Arrays.asList("label", "probability", "tokens", "truncated"));
                labels.forEach(label -> heading.add("probability." + label));
                if (review != null) {
                    heading.addAll(Arrays.asList("confidence", "answer"));
                }
                printer.printRecord(heading);
                work.accept(classified -> print(printer, own, classified));
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        writer.flush();
    }

    private static void append(Writer writer, ObjectNode object) {
        try {
            writer.write(JSON.writeValueAsString(object) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void print(CSVPrinter printer, Set<String> names, Classified classified) {
        Map<String, @Nullable Object> own = own(classified.article());
        Classification classification = classified.classification();
        List<@Nullable Object> record = new ArrayList<>();
        names.forEach(name -> record.add(own.get(name)));
        record.add(classification.label());
        record.add(classification.probabilities().get(classification.label()));
        record.add(classification.tokens());
        record.add(classification.truncated());
        record.addAll(classification.probabilities().values());
        if (review != null) {
            Reviewed reviewed = review.of(classification);
            record.addAll(Arrays.asList(reviewed.confidence(), reviewed.answer()));
        }
        try {
            printer.printRecord(record);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Set<String> ownNames() {
        // A table without a column for labels has none in any row; a folder's articles may have them.
        String label = columns.body() != null && columns.label() == null ? null : "";
        return own(new Article("", "", "", label, emptyFields())).keySet();
    }

    private Map<String, @Nullable Object> emptyFields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        others.forEach(name -> fields.put(name, null));
        return fields;
    }

    private Map<String, @Nullable Object> own(Article article) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        if (columns.body() == null) {
            own.put("id", article.id());
            own.put("title", article.title());
        } else {
            put(own, columns.title(), article.title());
            put(own, columns.body(), article.body());
        }
        if (article.label() != null) {
            put(own, columns.label() == null ? "label" : columns.label(), article.label());
        }
        article.fields().forEach((name, value) -> put(own, name, value));
        return own;
    }

    private void put(Map<String, @Nullable Object> own, @Nullable String name, @Nullable Object value) {
        if (name != null) {
            boolean taken = TAKEN.contains(name) || (review != null && TAKEN_BY_REVIEW.contains(name));
            own.put(taken ? "input_" + name : name, value);
        }
    }
}
