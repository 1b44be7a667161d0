package dev.bunrui.torch;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The most memory that was taken while work was done. On the processor that of this process, as Linux counts it; other
 * systems do not tell. On a card that of all its programs together, since what counts is whether they fit: the engine keeps
 * what it once took, so what is taken after the work is the most that was.
 *
 * @see <a href="https://www.kernel.org/doc/html/latest/filesystems/proc.html">proc: clear_refs, VmHWM</a>
 */
public final class PeakMemory {
    private static final Logger LOG = LoggerFactory.getLogger(PeakMemory.class);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String FORGET_PEAK = "5";
    private static final String PEAK = "VmHWM:";

    private final ComputeDevice device;
    private final boolean known;

    private PeakMemory(ComputeDevice device, boolean known) {
        this.device = device;
        this.known = known;
    }

    /** Begins to look: what was taken before and given back is not counted. */
    public static PeakMemory since(ComputeDevice device) {
        Torch.giveBack(device);
        return new PeakMemory(device, device.cuda() || forgotten());
    }

    private static boolean forgotten() {
        if (!Files.isWritable(CLEAR)) {
            return false;
        }
        try {
            Files.writeString(CLEAR, FORGET_PEAK);
            return true;
        } catch (IOException refused) {
            LOG.info("the system does not count this process's memory anew", refused);
            return false;
        }
    }

    /** In bytes; empty where the system does not tell. */
    public OptionalLong bytes() {
        if (device.cuda()) {
            return OptionalLong.of(CudaUtils.getGpuMemory(device.djl()).getCommitted());
        }
        return known ? highWaterMark() : OptionalLong.empty();
    }

    private static OptionalLong highWaterMark() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst();
        } catch (IOException unreadable) {
            return OptionalLong.empty(); // a figure to look at: nothing may fail for want of it
        }
    }
}
