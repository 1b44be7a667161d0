package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A {@link Machine} as a JSON object. */
public final class MachineJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MachineJson() {}

    public static ObjectNode of(Machine machine) {
        ObjectNode node = JSON.createObjectNode();
        node.put("java", machine.java());
        node.put("system", machine.system());
        node.put("processor", machine.processor());
        node.put("bf16", machine.bf16());
        node.put("cores", machine.cores());
        node.put("memory", machine.memory());
        node.put("memory_free", machine.memoryFree());
        node.put("pytorch", machine.pytorch());
        node.put("threads", machine.threads());
        machine.devices().forEach(node.putArray("devices")::add);
        node.put("device", machine.device());
        node.put("precision", machine.precision());
        node.put("device_memory", machine.deviceMemory());
        // Whole numbers: no reader should have to make sense of 2.1394E11.
        node.put("fp32_flops", Math.round(machine.fp32Flops()));
        node.put("bf16_flops", Math.round(machine.bf16Flops()));
        return node;
    }

    /**
     * Reads what {@link #of} wrote.
     *
     * @throws IllegalArgumentException if something is missing
     */
    public static Machine read(JsonNode node) {
        List<String> devices = new ArrayList<>();
        node.required("devices").forEach(device -> devices.add(device.asText()));
        return new Machine(
                node.required("java").asText(),
                node.required("system").asText(),
                node.required("processor").asText(),
                node.required("bf16").asBoolean(),
                node.required("cores").asInt(),
                node.required("memory").asLong(),
                node.required("memory_free").asLong(),
                node.required("pytorch").asText(),
                node.required("threads").asInt(),
                devices,
                node.required("device").asText(),
                node.required("precision").asText(),
                node.required("device_memory").asLong(),
                node.required("fp32_flops").asDouble(),
                node.required("bf16_flops").asDouble());
    }
}
