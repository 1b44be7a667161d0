package dev.bunrui.service.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@link SlurmSettings} as files have them. */
final class SlurmSettingsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SlurmSettingsJson() {}

    static ObjectNode of(SlurmSettings settings) {
        ObjectNode node = JSON.createObjectNode();
        node.put("host", settings.host());
        node.put("partition", settings.partition());
        node.put("account", settings.account());
        node.put("minutes", settings.minutes());
        node.put("gpus", settings.gpus());
        node.put("memory_mib", settings.memory());
        node.put("cpus", settings.cpus());
        node.put("at_once", settings.atOnce());
        node.put("requeues", settings.requeues());
        node.put("runs_per_job", settings.runsPerJob());
        node.put("modules", settings.modules());
        node.put("preamble", settings.preamble());
        node.put("extra", settings.extra());
        node.put("program", settings.program());
        node.put("java", settings.java());
        return node;
    }

    /**
     * The settings that {@link #of} wrote.
     *
     * @throws IllegalArgumentException if a field is missing
     */
    static SlurmSettings read(JsonNode node) {
        return new SlurmSettings(
                node.required("host").asText(),
                node.required("partition").asText(),
                node.required("account").asText(),
                node.required("minutes").asInt(),
                node.required("gpus").asInt(),
                node.required("memory_mib").asLong(),
                node.required("cpus").asInt(),
                node.required("at_once").asInt(),
                node.required("requeues").asInt(),
                node.required("runs_per_job").asInt(),
                node.required("modules").asText(),
                node.required("preamble").asText(),
                node.required("extra").asText(),
                node.required("program").asText(),
                node.required("java").asText());
    }
}
