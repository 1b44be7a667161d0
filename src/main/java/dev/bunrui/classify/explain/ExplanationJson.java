package dev.bunrui.classify.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.explain.Explanation.Sentence;
import dev.bunrui.classify.explain.Explanation.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Explanations as other programs read them: {@code {"class": …, "probability": …, "sentences": [{"part": "title"|"body",
 * "start": …, "end": …, "weight": …, "probability_without": …}, …], "tokens": [{"part", "start", "end", "weight"}, …]}},
 * places in UTF-16 code units of the cleaned title or body.
 */
public final class ExplanationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExplanationJson() {}

    public static ObjectNode of(Explanation explanation) {
        ObjectNode node =
                JSON.createObjectNode().put("class", explanation.label()).put("probability", explanation.probability());
        ArrayNode sentences = node.putArray("sentences");
        for (Sentence sentence : explanation.sentences()) {
            add(sentences, sentence.place())
                    .put("weight", sentence.weight())
                    .put("probability_without", sentence.probabilityWithout());
        }
        ArrayNode tokens = node.putArray("tokens");
        for (Token token : explanation.tokens()) {
            add(tokens, token.place()).put("weight", token.weight());
        }
        return node;
    }

    private static ObjectNode add(ArrayNode to, Span place) {
        return to.addObject()
                .put("part", place.part().key())
                .put("start", place.start())
                .put("end", place.end());
    }

    /**
     * The explanation that {@link #of} wrote.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    public static Explanation read(JsonNode node) {
        List<Sentence> sentences = new ArrayList<>();
        for (JsonNode each : node.required("sentences")) {
            sentences.add(new Sentence(
                    place(each),
                    each.required("weight").asDouble(),
                    each.required("probability_without").asDouble()));
        }
        List<Token> tokens = new ArrayList<>();
        for (JsonNode each : node.required("tokens")) {
            tokens.add(new Token(place(each), each.required("weight").asDouble()));
        }
        return new Explanation(
                node.required("class").asText(), node.required("probability").asDouble(), sentences, tokens);
    }

    private static Span place(JsonNode node) {
        return new Span(
                Part.of(node.required("part").asText()),
                node.required("start").asInt(),
                node.required("end").asInt());
    }
}
