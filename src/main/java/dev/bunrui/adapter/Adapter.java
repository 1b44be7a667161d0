package dev.bunrui.adapter;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What is trained: the low-rank factors of every target projection in every layer, and the head; all fp32. */
public final class Adapter {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<List<Tensor>> deltas = new ArrayList<>();

    private Adapter(Scope scope, Backbone backbone, AdapterWeights weights) {
        Tensor absent = scope.absent();
        for (int layer = 0; layer < backbone.layers(); layer++) {
            List<Tensor> ofLayer = new ArrayList<>();
            for (Projection projection : backbone.projections()) {
                String path = path(backbone.config(), layer, projection);
                for (String name : List.of(AdapterWeights.down(path), AdapterWeights.up(path))) {
                    ofLayer.add(weights.find(name)
                            .map(stored -> leaf(scope, name, stored))
                            .orElse(absent));
                }
            }
            deltas.add(List.copyOf(ofLayer));
        }
        leaf(scope, AdapterWeights.HEAD, weights.find(AdapterWeights.HEAD).orElseThrow());
    }

    /**
     * A new adapter: A and the head uniform in ±1/√inputs, as PyTorch draws linear layers, and B zero, so that training
     * starts from the backbone's own states. The draws depend on the seed alone.
     */
    public static AdapterWeights initial(Backbone backbone, LoraSettings settings, int classes, long seed) {
        settings.checkTargets(backbone.projections());
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (int layer = 0; layer < backbone.layers(); layer++) {
            for (Projection projection : backbone.projections()) {
                if (settings.targets(projection)) {
                    String path = path(backbone.config(), layer, projection);
                    put(tensors, AdapterWeights.down(path), settings.rank(), projection.inputs(), random);
                    String up = AdapterWeights.up(path);
                    float[] zeros = new float[projection.outputs() * settings.rank()];
                    tensors.put(up, StoredTensor.of(up, zeros, projection.outputs(), settings.rank()));
                }
            }
        }
        put(tensors, AdapterWeights.HEAD, classes, backbone.config().hiddenSize(), random);
        return new AdapterWeights(tensors);
    }

    private static void put(
            Map<String, StoredTensor> into, String name, int rows, int inputs, SplittableRandom random) {
        double bound = 1 / Math.sqrt(inputs);
        float[] values = new float[rows * inputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (((random.nextLong() >>> 11) * 0x1p-53 * 2 - 1) * bound);
        }
        into.put(name, StoredTensor.of(name, values, rows, inputs));
    }

    /**
     * Brings weights to the backbone's device.
     *
     * @throws RequestException if a tensor does not fit the backbone, or the head is missing
     */
    public static Adapter load(Scope scope, Backbone backbone, AdapterWeights weights) {
        check(backbone.config(), weights);
        return new Adapter(scope, backbone, weights);
    }

    /**
     * Sees that every tensor has its place in a network.
     *
     * @throws RequestException if a tensor does not fit the network, a factor is without its other one, or the head is
     *     missing
     */
    public static void check(ModelConfig network, AdapterWeights weights) {
        Map<String, long[]> expected = new LinkedHashMap<>();
        for (int layer = 0; layer < network.layers(); layer++) {
            for (Projection projection : Projection.of(network)) {
                String path = path(network, layer, projection);
                expected.put(AdapterWeights.down(path), new long[] {-1, projection.inputs()});
                expected.put(AdapterWeights.up(path), new long[] {projection.outputs(), -1});
            }
        }
        expected.put(AdapterWeights.HEAD, new long[] {-1, network.hiddenSize()});
        if (weights.find(AdapterWeights.HEAD).isEmpty()) {
            throw new RequestException(Adapter.class, "weights.head", AdapterWeights.HEAD);
        }
        weights.tensors().forEach((name, tensor) -> {
            long[] shape = expected.get(name);
            if (shape == null) {
                throw new RequestException(Adapter.class, "weights.unknown", name);
            }
            boolean fits = tensor.shape().length == 2
                    && (shape[0] < 0 || shape[0] == tensor.shape()[0])
                    && (shape[1] < 0 || shape[1] == tensor.shape()[1]);
            if (!fits) {
                throw new RequestException(
                        Adapter.class,
                        "weights.shape",
                        name,
                        Arrays.toString(tensor.shape()),
                        Arrays.toString(shape).replace("-1", "*"));
            }
        });
        for (String name : expected.keySet()) {
            if (name.equals(AdapterWeights.HEAD) || weights.find(name).isEmpty()) {
                continue;
            }
            String other = AdapterWeights.otherFactor(name);
            if (weights.find(other).isEmpty()) {
                throw new RequestException(Adapter.class, "weights.half", name, other);
            }
        }
    }

    private static String path(ModelConfig network, int layer, Projection projection) {
        return network.layout().layer(layer) + "." + projection.path();
    }

    private Tensor leaf(Scope scope, String name, StoredTensor stored) {
        Tensor leaf = scope.floats(stored.floats(), stored.shape()).settled().requireGradient();
        tensors.put(name, leaf);
        return leaf;
    }

    /** The factors of a layer in the form that {@link Backbone} takes. */
    public List<Tensor> deltas(int layer) {
        return deltas.get(layer);
    }

    /** [classes, hidden]. */
    public Tensor head() {
        Tensor head = tensors.get(AdapterWeights.HEAD);
        if (head == null) {
            throw new IllegalStateException("an adapter always has a head");
        }
        return head;
    }

    public int classes() {
        return Math.toIntExact(head().shape()[0]);
    }

    /** The leaves that an optimiser moves, in a fixed order. */
    public List<Tensor> parameters() {
        return List.copyOf(tensors.values());
    }

    /** A copy of the present values. */
    public AdapterWeights copy() {
        Map<String, StoredTensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, StoredTensor.of(name, tensor.floats(), tensor.shape())));
        return new AdapterWeights(copies);
    }

    /** Sets all values to those of a copy of this adapter. */
    public void restore(AdapterWeights copy) {
        tensors.forEach(
                (name, tensor) -> tensor.set(copy.find(name).orElseThrow().floats()));
    }
}
