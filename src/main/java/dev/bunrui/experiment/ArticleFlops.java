package dev.bunrui.experiment;

import dev.bunrui.llm.LayerKind;
import dev.bunrui.llm.Linear;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.training.Example;
import java.util.List;
import java.util.Set;

/**
 * The floating-point operations that a network needs to read one article. A product of matrices has two for each weight and
 * token, and attention two products for each pair of tokens of which the later one sees the earlier one. Of the last layer
 * all tokens have keys and values, and only the last one goes through the rest. The adapter's and the head's own are left
 * out: they are under a hundredth. So is whatever is computed only to save memory, twice or for fillers: it is not needed
 * (Chowdhery et al. 2022, arXiv:2204.02311, appendix B).
 *
 * @param linear of the linear maps
 * @param attention of scores and of what they mix
 */
record ArticleFlops(double linear, double attention) {
    private static final Set<Linear.Role> OF_ALL = Set.of(Linear.Role.KEY, Linear.Role.VALUE);

    /** For an article of so many tokens, which may be a mean. */
    static ArticleFlops of(ModelConfig model, double tokens) {
        double length = Math.max(1, tokens);
        List<LayerKind> kinds = model.kinds();
        double full = weights(model.layout().linears());
        double seen = lastLayerOfAll(model);
        double linear = (kinds.size() - 1) * full * length + seen * length + (full - seen);
        double pairs = 0;
        for (LayerKind kind : kinds.subList(0, kinds.size() - 1)) {
            pairs += pairs(kind, length);
        }
        pairs += window(kinds.get(kinds.size() - 1), length);
        return new ArticleFlops(2 * linear, 2 * 2 * pairs * model.attention().querySize());
    }

    private static double weights(List<Linear> linears) {
        return linears.stream()
                .mapToDouble(linear -> (double) linear.inputs() * linear.outputs())
                .sum();
    }

    /** The weights of the last layer that all tokens go through. */
    private static double lastLayerOfAll(ModelConfig model) {
        double fused = model.layout()
                .linear(Linear.Role.QUERY_KEY_VALUE)
                .map(linear -> 2.0 * linear.inputs() * model.attention().keySize())
                .orElse(0.0);
        return fused
                + weights(model.layout().linears().stream()
                        .filter(linear -> OF_ALL.contains(linear.role()))
                        .toList());
    }

    /** Tokens that the last one sees, itself included. */
    private static double window(LayerKind kind, double length) {
        return kind.window().isPresent() ? Math.min(kind.window().getAsInt(), length) : length;
    }

    /** Each token sees those before it and itself, as far as the window reaches. */
    private static double pairs(LayerKind kind, double length) {
        double window = window(kind, length);
        return window * (2 * length - window + 1) / 2;
    }

    /** Operations of the forward pass. */
    double forward() {
        return linear + attention;
    }

    /**
     * Operations of both passes. Weights are frozen and have no gradient: on the way back a linear map costs what it does on
     * the way there, and not twice that. Scores and what they mix have two factors with a gradient each.
     */
    double training() {
        return 2 * linear + 3 * attention;
    }

    /** Operations of training a network on articles, for each of their tokens; 0 if there are none. */
    static double perToken(ModelConfig model, List<Example> articles) {
        double flops = 0;
        long tokens = 0;
        for (Example article : articles) {
            flops += of(model, article.ids().length).training();
            tokens += article.ids().length;
        }
        return tokens == 0 ? 0 : flops / tokens;
    }
}
