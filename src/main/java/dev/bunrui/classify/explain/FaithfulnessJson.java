package dev.bunrui.classify.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.explain.Faithfulness.Effect;
import dev.bunrui.training.score.Interval;

/**
 * {@link Faithfulness} as files have it: {@code {"articles": …, "share": 0.2, "sentences": {"marked": …, "random": …,
 * "difference": …, "interval": [low, high], "rough": false}, "tokens": {…}}}, falls of the probability from 0 to 1.
 */
public final class FaithfulnessJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FaithfulnessJson() {}

    public static ObjectNode of(Faithfulness measured) {
        ObjectNode node =
                JSON.createObjectNode().put("articles", measured.articles()).put("share", Faithfulness.SHARE);
        node.set("sentences", of(measured.sentences()));
        node.set("tokens", of(measured.tokens()));
        return node;
    }

    private static ObjectNode of(Effect effect) {
        ObjectNode node = JSON.createObjectNode()
                .put("marked", effect.marked())
                .put("random", effect.random())
                .put("difference", effect.marked() - effect.random());
        node.putArray("interval")
                .add(effect.difference().low())
                .add(effect.difference().high());
        return node.put("rough", effect.rough());
    }

    /**
     * What {@link #of} wrote.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    public static Faithfulness read(JsonNode node) {
        return new Faithfulness(
                node.required("articles").asInt(), effect(node.required("sentences")), effect(node.required("tokens")));
    }

    private static Effect effect(JsonNode node) {
        JsonNode interval = node.required("interval");
        return new Effect(
                node.required("marked").asDouble(),
                node.required("random").asDouble(),
                new Interval(
                        interval.required(0).asDouble(), interval.required(1).asDouble()),
                node.path("rough").asBoolean()); // older files do not have it
    }
}
