package dev.bunrui.adapter;

import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.network.DeltaSettings;
import dev.bunrui.llm.network.Projection;
import dev.bunrui.message.RequestException;
import java.util.List;

/**
 * The low-rank adapter's shape (Hu et al. 2021, arXiv:2106.09685): every target projection W gets a delta
 * {@code alpha / rank · B A}, with A [rank, inputs] and B [outputs, rank].
 *
 * @param rank r, at least 1
 * @param alpha the numerator of the scaling
 * @param dropout on the delta's input while training, 0 ≤ dropout < 1
 * @param targets the names of projections, as PEFT's {@code target_modules}; or {@value #AUTO}, what PEFT takes by
 *     itself for the network's family; or {@value #ALL}, every projection
 */
public record LoraSettings(int rank, double alpha, double dropout, List<String> targets) {
    /** Stands for what PEFT adapts in a network of the family at hand. */
    public static final String AUTO = "auto";

    /** Stands for every projection, as in PEFT. */
    public static final String ALL = "all-linear";

    public LoraSettings {
        targets = List.copyOf(targets);
        if (rank < 1) {
            throw new RequestException(LoraSettings.class, "lora.rank", String.valueOf(rank));
        }
        if (!(alpha > 0)) {
            throw new RequestException(LoraSettings.class, "lora.alpha", String.valueOf(alpha));
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new RequestException(LoraSettings.class, "lora.dropout", String.valueOf(dropout));
        }
    }

    /** What every delta is multiplied by. */
    public double scaling() {
        return alpha / rank;
    }

    /** The same for a network: {@value #AUTO} and {@value #ALL} give way to names of its projections. */
    public LoraSettings of(ModelConfig network) {
        List<String> named = switch (targets.size() == 1 ? targets.get(0) : "") {
            case AUTO -> network.defaultTargets();
            case ALL ->
                Projection.of(network).stream().map(Projection::name).distinct().toList();
            default -> targets;
        };
        return new LoraSettings(rank, alpha, dropout, named);
    }

    /** Whether a projection gets a delta. */
    public boolean targets(Projection projection) {
        return targets.stream().anyMatch(projection::matches);
    }

    public DeltaSettings deltas() {
        return new DeltaSettings(scaling(), dropout);
    }

    /**
     * Sees that each target is a projection of the network, and that there is one.
     *
     * @throws RequestException naming the targets that the network has
     */
    public void checkTargets(List<Projection> projections) {
        List<String> known =
                projections.stream().map(Projection::name).distinct().toList();
        if (targets.isEmpty()) {
            throw new RequestException(LoraSettings.class, "lora.noTarget", String.join(", ", known));
        }
        for (String target : targets) {
            if (projections.stream().noneMatch(projection -> projection.matches(target))) {
                throw new RequestException(LoraSettings.class, "lora.target", target, String.join(", ", known));
            }
        }
    }
}
