package dev.bunrui.classify.neighbours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Articles by the states that the head reads of them, to be searched for those that point the same way. */
public final class NeighbourIndex {
    private final List<Entry> entries;

    /**
     * An article of the index.
     *
     * @param state what the head reads, [hidden]
     */
    @SuppressWarnings("ArrayRecordComponent") // hundreds of numbers an article; compared nowhere
    public record Entry(String id, String label, float[] state) {}

    public NeighbourIndex(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    public List<Entry> entries() {
        return entries;
    }

    /** The articles with the greatest cosines to a state, the greatest first; of equals the earlier one. */
    public List<Neighbour> nearest(float[] state, int count) {
        List<Neighbour> all = new ArrayList<>(IntStream.range(0, entries.size())
                .mapToObj(place -> neighbour(place, state))
                .toList());
        all.sort(Comparator.comparingDouble(Neighbour::cosine).reversed());
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    private Neighbour neighbour(int place, float[] state) {
        Entry entry = entries.get(place);
        double product = product(state, entry.state());
        double lengths = Math.sqrt(product(state, state) * product(entry.state(), entry.state()));
        return new Neighbour(place, entry.id(), entry.label(), lengths == 0 ? 0 : product / lengths);
    }

    private static double product(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
