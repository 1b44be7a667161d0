package dev.bunrui.classify.explain;

import dev.bunrui.adapter.LoraClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What becomes of the logits when a sentence is left out: its tokens are taken away, the others stay as they are and
 * close up (M. D. Zeiler and R. Fergus, <i>Visualizing and Understanding Convolutional Networks</i>, ECCV 2014, who cover
 * parts of pictures; for text J. Li, W. Monroe and D. Jurafsky, arXiv:1612.08220).
 */
final class Occlusion {
    /**
     * Tokens that are computed before anyone is asked whether to go on: a question that comes meanwhile waits no longer
     * than for these.
     */
    private static final int TOKENS_AT_ONCE = 2048;

    private final LoraClassifier network;

    Occlusion(LoraClassifier network) {
        this.network = network;
    }

    /**
     * The logits without each group of tokens, [groups][classes].
     *
     * @param left the positions of the tokens that are left out together
     * @param done hears after each batch how many groups are done; what it throws ends the work
     */
    float[][] logits(ArticleTokens article, List<int[]> left, IntConsumer done) {
        List<int[]> texts = left.stream().map(article::without).toList();
        float[][] logits = new float[texts.size()][];
        int next = 0;
        while (next < logits.length) {
            List<int[]> batch = new ArrayList<>();
            int longest = 0;
            while (next + batch.size() < logits.length) {
                int[] text = texts.get(next + batch.size());
                longest = Math.max(longest, text.length);
                if (!batch.isEmpty() && longest * (batch.size() + 1) > TOKENS_AT_ONCE) {
                    break;
                }
                batch.add(text);
            }
            float[][] some = network.logits(batch, computed -> {});
            System.arraycopy(some, 0, logits, next, some.length);
            next += some.length;
            done.accept(next);
        }
        return logits;
    }
}
