package dev.bunrui.experiment.analysis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Whole;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Corrects labels in a new version of a data set, a JSON Lines file; the original is never touched. A run on the new
 * version is split anew: ids and labels decide which article goes where.
 *
 * @param file the new version
 * @param articles how many it has
 * @param changed how many of them have another label than before
 * @param livedoor whether the articles' classes are those of the livedoor news corpus, whose licence does not let altered
 *     versions be passed on
 */
public record CorrectedLabels(Path file, int articles, int changed, boolean livedoor) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LIVEDOOR = Set.of(
            "dokujo-tsushin",
            "it-life-hack",
            "kaden-channel",
            "livedoor-homme",
            "movie-enter",
            "peachy",
            "smax",
            "sports-watch",
            "topic-news");

    /**
     * Writes a data set with other labels, whole or not at all.
     *
     * @param target a new file, outside the data set's own folder
     * @param labels the new label of each article that gets one, by id
     * @throws RequestException if the data set cannot be read or comes divided, an id or label does not occur in it, too
     *     little would be left of a class, or the file is there already or cannot be written
     */
    public static CorrectedLabels write(Path data, Columns columns, Path target, Map<String, String> labels) {
        requireNew(data, target);
        return write(data, DataReader.read(data, columns), target, labels);
    }

    /**
     * Writes a data set with the labels that were chosen by its texts, whole or not at all.
     *
     * @throws RequestException as {@link #write(Path, Columns, Path, Map)}, and if one of the articles is no longer the one
     *     that its label was chosen for
     */
    public static CorrectedLabels write(Path data, Columns columns, Path target, List<Correction> corrections) {
        requireNew(data, target);
        DataSet read = DataReader.read(data, columns);
        Map<String, Article> articles = articles(data, read).stream()
                .collect(Collectors.toMap(Article::id, article -> article, (first, second) -> first));
        Map<String, String> labels = new LinkedHashMap<>();
        for (Correction each : corrections) {
            if (!each.isOf(articles.get(each.article().id()))) {
                throw new RequestException(
                        CorrectedLabels.class,
                        "relabel.changed",
                        data,
                        each.article().id());
            }
            labels.put(each.article().id(), each.label());
        }
        return write(data, read, target, labels);
    }

    /**
     * Sees that a data set is of a kind whose labels can be corrected.
     *
     * @throws RequestException if it comes divided
     */
    public static void requireWhole(Path data) {
        if (DataReader.divided(data)) {
            throw new RequestException(CorrectedLabels.class, "relabel.divided", data);
        }
    }

    private static List<Article> articles(Path data, DataSet read) {
        if (!(read.parts() instanceof Whole whole)) {
            throw new RequestException(CorrectedLabels.class, "relabel.divided", data);
        }
        return whole.articles();
    }

    private static CorrectedLabels write(Path data, DataSet read, Path target, Map<String, String> labels) {
        List<Article> articles = articles(data, read);
        Set<String> classes =
                articles.stream().map(CorrectedLabels::label).collect(Collectors.toCollection(TreeSet::new));
        Set<String> ids = articles.stream().map(Article::id).collect(Collectors.toSet());
        labels.forEach((id, label) -> {
            if (!ids.contains(id)) {
                throw new RequestException(CorrectedLabels.class, "relabel.id", data, id);
            }
            if (!classes.contains(label)) {
                throw new RequestException(CorrectedLabels.class, "label.unknown", label, String.join(", ", classes));
            }
        });
        Map<String, Long> left = articles.stream()
                .collect(Collectors.groupingBy(
                        article -> labels.getOrDefault(article.id(), label(article)), Collectors.counting()));
        if (left.size() < 2 || left.containsValue(1L)) {
            throw new RequestException(CorrectedLabels.class, "relabel.classes");
        }
        AtomicFile.write(target, out -> {
            for (Article article : articles) {
                String line = json(article, labels.getOrDefault(article.id(), label(article)), read.titled());
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        int changed = (int) articles.stream()
                .filter(article ->
                        !labels.getOrDefault(article.id(), label(article)).equals(article.label()))
                .count();
        return new CorrectedLabels(target, articles.size(), changed, LIVEDOOR.containsAll(classes));
    }

    private static String label(Article article) {
        return String.valueOf(article.label());
    }

    private static void requireNew(Path data, Path target) {
        String name = String.valueOf(target.getFileName());
        if (!name.endsWith(".jsonl")) {
            throw new RequestException(CorrectedLabels.class, "relabel.form", target);
        }
        if (Files.exists(target)) {
            throw new RequestException(CorrectedLabels.class, "relabel.there", target);
        }
        Path own = data.toAbsolutePath().normalize();
        if (Files.isDirectory(own) && target.toAbsolutePath().normalize().startsWith(own)) {
            throw new RequestException(CorrectedLabels.class, "relabel.within", target, data);
        }
    }

    private static String json(Article article, String label, boolean titled) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", article.id());
        if (titled) {
            node.put("title", article.title());
        }
        node.put("body", article.body());
        node.put("label", label);
        return JSON.writeValueAsString(node);
    }
}
