package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.Figures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui data split}: writes the three parts that a training with the same seed would use. */
@Command(name = "split", sortOptions = false, abbreviateSynopsis = true)
final class DataSplitCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "sample|livedoor|PATH", descriptionKey = "option.data")
    private String path = "";

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Option(names = "--output", paramLabel = "DIR", required = true, descriptionKey = "option.split-output")
    private Path output = Path.of("");

    @Mixin
    private final JsonOption json = new JsonOption();

    DataSplitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DataSet data = DataReader.read(session.data().locate(path), columns.columns());
        Split split = Splitter.split(data.parts(), this.split.plan());
        Map<String, List<Article>> parts = new LinkedHashMap<>();
        parts.put("train", split.train());
        parts.put("val", split.validation());
        parts.put("test", split.test());
        parts.forEach((name, articles) -> write(output.resolve(name + ".jsonl"), articles, data.titled()));
        if (json.asked()) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            node.put("output", output.toAbsolutePath().toString());
            parts.forEach((name, articles) -> node.put(name, articles.size()));
            node.put("split_hash", split.hash());
            JsonLine.print(session.terminal().out(), node);
        } else {
            session.terminal().table(table(parts));
            session.terminal()
                    .out()
                    .println(session.text(
                            "split.written", output.toAbsolutePath().normalize(), split.hash()));
        }
        return Cli.done();
    }

    private static void write(Path file, List<Article> articles, boolean titled) {
        ObjectMapper mapper = new ObjectMapper();
        AtomicFile.write(file, out -> {
            for (Article article : articles) {
                ObjectNode node = mapper.createObjectNode();
                if (titled) {
                    node.put("title", article.title());
                }
                node.put("body", article.body());
                node.put("label", article.label());
                node.put("id", article.id());
                out.write((JsonLine.of(node) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private TextTable table(Map<String, List<Article>> parts) {
        TextTable table = new TextTable("lrrr").row(session.text("report.class"), "train", "val", "test");
        TreeSet<String> labels = new TreeSet<>();
        parts.values().forEach(part -> part.forEach(article -> labels.add(String.valueOf(article.label()))));
        labels.forEach(label -> table.row(
                label,
                Figures.count(count(parts, "train", label)),
                Figures.count(count(parts, "val", label)),
                Figures.count(count(parts, "test", label))));
        return table.row(
                session.text("inspect.total", labels.size()),
                size(parts, "train"),
                size(parts, "val"),
                size(parts, "test"));
    }

    private static String size(Map<String, List<Article>> parts, String part) {
        return Figures.count(parts.getOrDefault(part, List.of()).size());
    }

    private static long count(Map<String, List<Article>> parts, String part, String label) {
        return parts.getOrDefault(part, List.of()).stream()
                .filter(article -> label.equals(article.label()))
                .count();
    }
}
