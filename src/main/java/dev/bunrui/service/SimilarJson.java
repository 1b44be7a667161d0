package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bunrui.corpus.Article;
import dev.bunrui.experiment.SimilarArticle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Similar articles between processes: {@code [{"id", "title", "body", "label", "cosine"}, …]}. */
final class SimilarJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SimilarJson() {}

    static ArrayNode of(List<SimilarArticle> articles) {
        ArrayNode node = JSON.createArrayNode();
        for (SimilarArticle each : articles) {
            Article article = each.article();
            node.addObject()
                    .put("id", article.id())
                    .put("title", article.title())
                    .put("body", article.body())
                    .put("label", article.label())
                    .put("cosine", each.cosine());
        }
        return node;
    }

    static List<SimilarArticle> read(JsonNode node) {
        List<SimilarArticle> articles = new ArrayList<>();
        for (JsonNode each : node) {
            Article article = new Article(
                    each.required("id").asText(),
                    each.required("title").asText(),
                    each.required("body").asText(),
                    each.required("label").asText(),
                    Map.of());
            articles.add(new SimilarArticle(article, each.required("cosine").asDouble()));
        }
        return articles;
    }
}
