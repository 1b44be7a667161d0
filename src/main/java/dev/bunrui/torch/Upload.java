package dev.bunrui.torch;

import dev.bunrui.torch.Kernels.Use;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies numbers from the machine's memory to a device's, without waiting for what the device has still to do: the next
 * micro-batch's ids are on their way while it computes the one before. The engine's binding waits, at every copy.
 *
 * <p>The numbers go through pinned memory of the engine's own, which it does not use again before they have arrived.
 */
final class Upload {
    private static final Map<ComputeDevice, Upload> OPEN = new ConcurrentHashMap<>();

    private final Kernels kernels;
    private final Tensor there;

    private Upload(ComputeDevice device) {
        this.kernels = Kernels.compile(KernelSource.of(Map.of(), "upload"), device);
        this.there = Scope.open(device).absent();
    }

    /** To a device, whose kernel is compiled once and kept as long as the process lives. */
    static Upload to(ComputeDevice device) {
        return OPEN.computeIfAbsent(device, Upload::new);
    }

    /** A copy on the device, of which the given tensor is no part. */
    Tensor copy(Scope into, Tensor host) {
        return kernels.one(into, Use.PLAIN, "upload", host, there);
    }
}
