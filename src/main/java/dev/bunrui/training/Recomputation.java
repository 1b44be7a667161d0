package dev.bunrui.training;

import com.sun.management.OperatingSystemMXBean;
import dev.bunrui.llm.network.Backbone;
import dev.bunrui.training.TrainingSettings.Recompute;
import java.lang.management.ManagementFactory;

/** How many layers a backward pass computes a second time. What they give is the same to the bit either way. */
final class Recomputation {
    private Recomputation() {}

    /**
     * With {@link Recompute#AUTO}, as few as let the kept activations of a micro-batch fit into half of the memory that
     * is free now, or an eighth of all memory. A card's memory is not looked at: there, nothing is recomputed unless it was asked for.
     *
     * @param tokens of the largest micro-batch, fillers included
     */
    static int layers(Recompute asked, Backbone backbone, int tokens) {
        int most = backbone.layers() - 1;
        if (asked != Recompute.AUTO || backbone.device().cuda()) {
            return asked == Recompute.ON ? most : 0;
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        // What the file cache holds is not counted as free, but is given up when asked for.
        long room = Math.max(system.getFreeMemorySize() / 2, system.getTotalMemorySize() / 8);
        long bytes = Activations.bytesPerLayer(backbone.config(), tokens, backbone.precision());
        return layers(most, bytes, room);
    }

    /** The fewest of {@code most} layers whose recomputation leaves no more than {@code room} for those that are kept. */
    static int layers(int most, long bytesPerLayer, long room) {
        long kept = Math.min(most, room / Math.max(1, bytesPerLayer));
        return Math.toIntExact(most - kept);
    }
}
