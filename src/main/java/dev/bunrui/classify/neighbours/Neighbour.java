package dev.bunrui.classify.neighbours;

/**
 * An article of an index.
 *
 * @param place its place in the index, from 0
 * @param id as {@link dev.bunrui.corpus.Article#id} has it
 * @param cosine of its state and that of the article that it is a neighbour of, -1 to 1
 */
public record Neighbour(int place, String id, String label, double cosine) {}
