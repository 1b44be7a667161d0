package dev.bunrui.experiment.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sweep as {@code sweep.json} has it. */
final class SweepJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SweepJson() {}

    static ObjectNode of(Sweep sweep) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1);
        root.put("created", sweep.created().toString());
        SweepPlan plan = sweep.plan();
        root.put("data", plan.data().toString());
        root.set("options", JSON.valueToTree(plan.base()));
        ArrayNode axes = root.putArray("axes");
        for (Axis axis : plan.axes()) {
            ObjectNode node = axes.addObject().put("option", axis.option());
            axis.values().forEach(node.putArray("values")::add);
        }
        root.put("order", plan.order().name().toLowerCase(Locale.ROOT));
        root.put("give_up", plan.giveUp());
        ArrayNode runs = root.putArray("runs");
        sweep.runs()
                .forEach((name, values) -> runs.addObject().put("run", name).set("values", JSON.valueToTree(values)));
        ArrayNode skipped = root.putArray("skipped");
        sweep.skipped()
                .forEach(each -> skipped.addObject()
                        .put("reason", each.reason())
                        .set("values", JSON.valueToTree(each.values())));
        sweep.dropped().forEach(root.putArray("dropped")::add);
        return root;
    }

    /**
     * The sweep that {@link #of} wrote.
     *
     * @throws IllegalArgumentException or DateTimeException if a field is missing or wrong
     */
    static Sweep read(JsonNode root) {
        List<Axis> axes = new ArrayList<>();
        root.required("axes")
                .forEach(axis -> axes.add(new Axis(axis.required("option").asText(), list(axis.required("values")))));
        Map<String, Map<String, String>> runs = new LinkedHashMap<>();
        root.required("runs").forEach(run -> runs.put(run.required("run").asText(), texts(run.required("values"))));
        List<Skipped> skipped = new ArrayList<>();
        root.required("skipped")
                .forEach(each -> skipped.add(new Skipped(
                        texts(each.required("values")), each.required("reason").asText())));
        SweepPlan plan = new SweepPlan(
                Path.of(root.required("data").asText()),
                texts(root.required("options")),
                axes,
                SweepPlan.Order.valueOf(root.required("order").asText().toUpperCase(Locale.ROOT)),
                root.required("give_up").asBoolean());
        return new Sweep(
                Instant.parse(root.required("created").asText()), plan, runs, skipped, list(root.required("dropped")));
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static List<String> list(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
