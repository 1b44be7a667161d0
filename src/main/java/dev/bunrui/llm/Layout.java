package dev.bunrui.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a checkpoint keeps a network's weights, and what every layer is made of.
 *
 * @param prefix what checkpoints with a head put before the backbone's names, such as {@code gpt_neox.}
 * @param embedding the table of the tokens' vectors, [vocabulary, hidden]
 * @param positions the table of the positions' vectors, [positions, hidden], where they are learned
 * @param layers what a layer's number follows, such as {@code gpt_neox.layers.}
 * @param normKind the arithmetic of all its normalisations
 * @param finalNorm after the last layer; its path begins at the root
 */
public record Layout(
        String prefix,
        String embedding,
        Optional<String> positions,
        String layers,
        List<Linear> linears,
        List<Norm> norms,
        Norm.Kind normKind,
        Norm finalNorm) {
    public Layout {
        linears = List.copyOf(linears);
        norms = List.copyOf(norms);
    }

    /** What checkpoints and adapters call a layer, such as {@code gpt_neox.layers.3}. */
    public String layer(int number) {
        return layers + number;
    }

    /** The linear map with a role, if layers have it. */
    public Optional<Linear> linear(Linear.Role role) {
        return linears.stream().filter(linear -> linear.role() == role).findFirst();
    }

    /** The normalisation with a role, if layers have it. */
    public Optional<Norm> norm(Norm.Role role) {
        return norms.stream().filter(norm -> norm.role() == role).findFirst();
    }

    /** Every tensor of the network with its shape, by its name in the checkpoint. */
    public Map<String, long[]> tensors(ModelConfig config) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(embedding, new long[] {config.vocabSize(), config.hiddenSize()});
        positions.ifPresent(table -> shapes.put(table, new long[] {config.maxPositions(), config.hiddenSize()}));
        for (int number = 0; number < config.layers(); number++) {
            String layer = layer(number) + ".";
            for (Linear linear : linears) {
                shapes.put(layer + linear.path() + ".weight", linear.weightShape());
                if (linear.bias()) {
                    shapes.put(layer + linear.path() + ".bias", new long[] {linear.outputs()});
                }
            }
            norms.forEach(norm -> add(shapes, layer, norm));
        }
        add(shapes, "", finalNorm);
        return shapes;
    }

    private void add(Map<String, long[]> shapes, String before, Norm norm) {
        shapes.put(before + norm.path() + ".weight", new long[] {norm.size()});
        if (normKind.biased()) {
            shapes.put(before + norm.path() + ".bias", new long[] {norm.size()});
        }
    }
}
