package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a model's weights are the ones that its configuration speaks of, told from the files' headers: nothing is
 * loaded, whatever the model's size.
 *
 * @param tensors how many tensors the network has
 * @param parameters how many numbers they hold
 */
public record ModelCheck(int tensors, long parameters) {
    /**
     * Looks for every tensor of the network.
     *
     * @throws RequestException naming the first that is missing or misshapen
     */
    public static ModelCheck of(ModelFolder model) {
        Checkpoint checkpoint = model.checkpoint();
        // The only architecture there is; the cast fails where another is added and forgotten here.
        Map<String, long[]> shapes = shapes((GptNeoXConfig) model.config());
        long parameters = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            parameters += checkpoint.require(entry.getKey(), entry.getValue()).elements();
        }
        return new ModelCheck(shapes.size(), parameters);
    }

    private static Map<String, long[]> shapes(GptNeoXConfig config) {
        long hidden = config.hiddenSize();
        long wide = config.intermediateSize();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("gpt_neox.embed_in.weight", new long[] {config.vocabSize(), hidden});
        for (int layer = 0; layer < config.layers(); layer++) {
            String name = "gpt_neox.layers." + layer;
            norm(shapes, name + ".input_layernorm", hidden);
            linear(shapes, name + ".attention.query_key_value", 3 * hidden, hidden, config.attentionBias());
            linear(shapes, name + ".attention.dense", hidden, hidden, config.attentionBias());
            norm(shapes, name + ".post_attention_layernorm", hidden);
            linear(shapes, name + ".mlp.dense_h_to_4h", wide, hidden, true);
            linear(shapes, name + ".mlp.dense_4h_to_h", hidden, wide, true);
        }
        norm(shapes, "gpt_neox.final_layer_norm", hidden);
        return shapes;
    }

    private static void norm(Map<String, long[]> shapes, String name, long size) {
        shapes.put(name + ".weight", new long[] {size});
        shapes.put(name + ".bias", new long[] {size});
    }

    private static void linear(Map<String, long[]> shapes, String name, long outputs, long inputs, boolean bias) {
        shapes.put(name + ".weight", new long[] {outputs, inputs});
        if (bias) {
            shapes.put(name + ".bias", new long[] {outputs});
        }
    }
}
