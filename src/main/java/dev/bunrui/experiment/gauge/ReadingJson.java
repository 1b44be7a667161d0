package dev.bunrui.experiment.gauge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.runtime.CardReading;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Readings as they stand in a run's log; what is not known is left out. */
public final class ReadingJson {
    /** The kind of such a line, its {@code event}. */
    public static final String EVENT = "reading";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadingJson() {}

    /** A reading without its time. */
    public static ObjectNode of(Reading reading) {
        ObjectNode node = JSON.createObjectNode();
        node.put("step", reading.step());
        // Whole numbers: no reader should have to make sense of 2.1394E11.
        reading.flops().ifPresent(flops -> node.put("flops", Math.round(flops)));
        reading.card().ifPresent(card -> node.set("card", of(card)));
        node.set("processor", of(reading.processor()));
        return node;
    }

    private static ObjectNode of(CardReading card) {
        ObjectNode node = JSON.createObjectNode();
        node.put("index", card.index());
        node.put("name", card.name());
        card.utilisation().ifPresent(percent -> node.put("utilisation", percent));
        card.memoryUsed().ifPresent(bytes -> node.put("memory_used", bytes));
        card.memory().ifPresent(bytes -> node.put("memory", bytes));
        card.temperature().ifPresent(degrees -> node.put("temperature", degrees));
        card.power().ifPresent(watts -> node.put("power", watts));
        card.powerLimit().ifPresent(watts -> node.put("power_limit", watts));
        card.clock().ifPresent(megahertz -> node.put("clock", megahertz));
        return node;
    }

    private static ObjectNode of(ProcessorReading processor) {
        ObjectNode node = JSON.createObjectNode();
        processor.busy().ifPresent(cores -> node.put("busy", cores));
        node.put("cores", processor.cores());
        processor.resident().ifPresent(bytes -> node.put("resident", bytes));
        node.put("free", processor.free());
        node.put("memory", processor.memory());
        processor.load().ifPresent(load -> node.put("load", load));
        return node;
    }

    /**
     * Reads what {@link #of(Reading)} wrote.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    public static Reading read(Instant time, JsonNode node) {
        JsonNode card = node.path("card");
        return new Reading(
                time,
                node.required("step").asLong(),
                number(node, "flops"),
                processor(node.required("processor")),
                card.isMissingNode() ? Optional.empty() : Optional.of(card(card)));
    }

    private static CardReading card(JsonNode node) {
        return new CardReading(
                node.required("index").asInt(),
                node.required("name").asText(),
                whole(node, "utilisation"),
                bytes(node, "memory_used"),
                bytes(node, "memory"),
                whole(node, "temperature"),
                number(node, "power"),
                number(node, "power_limit"),
                whole(node, "clock"));
    }

    private static ProcessorReading processor(JsonNode node) {
        return new ProcessorReading(
                number(node, "busy"),
                node.required("cores").asInt(),
                bytes(node, "resident"),
                node.required("free").asLong(),
                node.required("memory").asLong(),
                number(node, "load"));
    }

    private static OptionalInt whole(JsonNode node, String field) {
        return node.has(field) ? OptionalInt.of(node.get(field).asInt()) : OptionalInt.empty();
    }

    private static OptionalLong bytes(JsonNode node, String field) {
        return node.has(field) ? OptionalLong.of(node.get(field).asLong()) : OptionalLong.empty();
    }

    private static OptionalDouble number(JsonNode node, String field) {
        return node.has(field) ? OptionalDouble.of(node.get(field).asDouble()) : OptionalDouble.empty();
    }
}
