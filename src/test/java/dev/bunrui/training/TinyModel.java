package dev.bunrui.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.adapter.Adapter;
import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.adapter.LoraClassifier;
import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tiny networks of {@code src/test/python/neox_fixtures.py}, with what PEFT did to them. */
record TinyModel(Path folder) {
    static TinyModel of(String variant) {
        return new TinyModel(Path.of("src/test/resources/dev/bunrui/llm/network", variant));
    }

    /** With the adapter that PEFT's training started from. */
    LoraClassifier withPeftAdapter() {
        PeftFolder adapter = PeftFolder.read(folder.resolve("adapter"));
        return new LoraClassifier(backbone(adapter.settings()), adapter.weights());
    }

    /** With a new adapter of our own. */
    LoraClassifier with(LoraSettings settings, int classes, long seed) {
        Backbone backbone = backbone(settings);
        return new LoraClassifier(backbone, Adapter.initial(backbone, settings, classes, seed));
    }

    private Backbone backbone(LoraSettings settings) {
        ModelFolder model = ModelFolder.open(folder.resolve("model"));
        return Backbone.load(model, ComputeDevice.CPU, Precision.FP32, settings.deltas());
    }

    AdapterWeights trainedByPeft() {
        return PeftFolder.read(folder.resolve("trained")).weights();
    }

    JsonNode expected() {
        try {
            return new ObjectMapper().readTree(folder.resolve("expected.json").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The texts and labels of the fixtures. */
    List<Example> examples() {
        JsonNode expected = expected();
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < expected.get("texts").size(); i++) {
            JsonNode text = expected.get("texts").get(i);
            int[] ids = new int[text.size()];
            for (int j = 0; j < ids.length; j++) {
                ids[j] = text.get(j).asInt();
            }
            examples.add(new Example(ids, expected.get("labels").get(i).asInt()));
        }
        return examples;
    }
}
