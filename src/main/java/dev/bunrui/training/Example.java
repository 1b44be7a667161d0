package dev.bunrui.training;

/**
 * One article as the network sees it.
 *
 * @param ids token ids, at least one
 * @param label the index of its class
 */
public record Example(int[] ids, int label) {}
