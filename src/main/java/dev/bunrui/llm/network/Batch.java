package dev.bunrui.llm.network;

import dev.bunrui.torch.Scope;
import dev.bunrui.torch.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Texts side by side, filled up at the right to the longest. Attention is causal, so what stands after a text's last
 * token changes nothing before it, and no mask is needed up to there.
 *
 * @param ids int64 [batch, tokens]
 * @param last int64 [batch], the position of each text's last real token
 */
public record Batch(Tensor ids, Tensor last) {
    /**
     * Widths are rounded up to a multiple of this. The engine compiles and keeps code for every shape that it meets: as
     * many shapes as there are lengths would cost more than the few fillers do, a gigabyte of memory among it.
     */
    private static final int GRAIN = 32;

    /**
     * A batch of token ids. Of a text without any, such as an empty row in a template of no words, one filler is read.
     *
     * @param filler the id that fills up shorter texts; any valid id gives the same results for all that have tokens
     * @param limit the greatest width that the network can take
     */
    public static Batch of(Scope scope, List<int[]> texts, int filler, int limit) {
        int rows = texts.size();
        int longest =
                Math.max(1, texts.stream().mapToInt(text -> text.length).max().orElseThrow());
        int width = Math.max(longest, Math.min(limit, (longest + GRAIN - 1) / GRAIN * GRAIN));
        long[] ids = new long[rows * width];
        long[] last = new long[rows];
        Arrays.fill(ids, filler);
        for (int row = 0; row < rows; row++) {
            int[] text = texts.get(row);
            for (int i = 0; i < text.length; i++) {
                ids[row * width + i] = text[i];
            }
            last[row] = Math.max(1, text.length) - 1L;
        }
        return new Batch(scope.longs(ids, rows, width), scope.longs(last, rows));
    }
}
