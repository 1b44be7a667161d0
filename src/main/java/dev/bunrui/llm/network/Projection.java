package dev.bunrui.llm.network;

/**
 * A linear map of every layer that a low-rank delta may be added to.
 *
 * @param name its name in the checkpoint and in PEFT's {@code target_modules}, such as {@code query_key_value}
 * @param path where it lies within a layer, such as {@code attention.query_key_value}
 * @param inputs the size of the vectors that it takes
 * @param outputs the size of the vectors that it gives
 */
public record Projection(String name, String path, int inputs, int outputs) {}
