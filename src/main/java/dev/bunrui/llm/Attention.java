package dev.bunrui.llm;

import java.util.OptionalDouble;

/**
 * How the heads of every layer look at the text.
 *
 * @param heads of queries
 * @param keyValueHeads of keys and values; {@code heads} is a multiple of it, and so many heads share each of them
 *     (Ainslie et al. 2023, arXiv:2305.13245)
 * @param headSize dimensions of one head
 * @param scale what the products of queries and keys are multiplied by
 * @param softCap c in c · tanh(score / c), where scores are capped so
 * @param fusion how queries, keys and values share a projection
 */
public record Attention(
        int heads, int keyValueHeads, int headSize, double scale, OptionalDouble softCap, Fusion fusion) {
    /** The order of the outputs of a projection that gives queries, keys and values at once. */
    public enum Fusion {
        /** Three projections. */
        NONE,
        /** For each head its query, key and value (GPT-NeoX). */
        BY_HEAD,
        /** All heads' queries, then all keys, then all values (GPT-2). */
        BY_KIND
    }

    /** Without soft caps, scaled by 1 / √headSize. */
    static Attention scaled(int heads, int keyValueHeads, int headSize, Fusion fusion) {
        return new Attention(heads, keyValueHeads, headSize, 1 / Math.sqrt(headSize), OptionalDouble.empty(), fusion);
    }

    /** How many numbers the queries of a token have. */
    public int querySize() {
        return heads * headSize;
    }

    /** How many numbers the keys of a token have, and its values. */
    public int keySize() {
        return keyValueHeads * headSize;
    }
}
