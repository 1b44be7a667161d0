package dev.bunrui.service.slurm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Parts a sweep's runs into the elements of a job array. An element loads its model once and works on its runs one after
 * the other: that saves loading, but keeps runs waiting that others could work on, and loses more when it ends early. So
 * runs are put together where there are more of them than jobs at once, as many as bring the last one to its end soonest.
 */
final class Elements {
    /** Of a job's time that runs are to fill: the rest is for what is not known of them. */
    private static final double FILLED = 0.8;

    private Elements() {}

    /**
     * A run, as far as it matters here.
     *
     * @param backbone equal for those that can share what is loaded
     * @param seconds that its training is likely to take
     */
    record Piece(String run, String backbone, double seconds) {}

    /**
     * Puts runs together.
     *
     * @param loading seconds until a job's first run begins to train
     * @param atOnce how many jobs are worked on at the same time
     * @param limit seconds after which a job is ended; 0 for no limit
     * @param perJob how many runs each is to have; 0: as many as is quickest
     * @param mostElements how many elements there may be, whatever the time limit
     * @return each element's runs
     */
    static List<List<Piece>> of(
            List<Piece> pieces, double loading, int atOnce, double limit, int perJob, int mostElements) {
        Map<String, List<Piece>> byBackbone = new LinkedHashMap<>();
        pieces.forEach(piece -> byBackbone
                .computeIfAbsent(piece.backbone(), key -> new ArrayList<>())
                .add(piece));
        int most = byBackbone.values().stream().mapToInt(List::size).max().orElse(1);
        int least = 1;
        while (least < most && cut(byBackbone, least).size() > mostElements) {
            least++;
        }
        int best = least;
        double soonest = Double.POSITIVE_INFINITY;
        for (int size = least; size <= most && perJob == 0; size++) {
            List<List<Piece>> elements = cut(byBackbone, size);
            boolean fits = size == least
                    || limit == 0
                    || elements.stream().allMatch(element -> seconds(element, loading) <= FILLED * limit);
            double end = end(elements, loading, atOnce);
            // A second saved is not worth an element that is twice as long.
            if (fits && end < soonest * 0.99) {
                best = size;
                soonest = end;
            }
        }
        return cut(byBackbone, perJob == 0 ? best : perJob);
    }

    private static List<List<Piece>> cut(Map<String, List<Piece>> byBackbone, int size) {
        List<List<Piece>> elements = new ArrayList<>();
        for (List<Piece> runs : byBackbone.values()) {
            for (int from = 0; from < runs.size(); from += size) {
                elements.add(runs.subList(from, Math.min(runs.size(), from + size)));
            }
        }
        return elements;
    }

    private static double seconds(List<Piece> element, double loading) {
        return loading + element.stream().mapToDouble(Piece::seconds).sum();
    }

    /** When the last element ends, if each begins as soon as another one has made room. */
    static double end(List<List<Piece>> elements, double loading, int atOnce) {
        PriorityQueue<Double> busy = new PriorityQueue<>();
        double last = 0;
        for (List<Piece> element : elements) {
            double begin = busy.size() < atOnce ? 0 : busy.remove();
            double end = begin + seconds(element, loading);
            busy.add(end);
            last = Math.max(last, end);
        }
        return last;
    }
}
