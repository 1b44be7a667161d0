package dev.bunrui.experiment.gauge;

import com.sun.management.OperatingSystemMXBean;
import dev.bunrui.torch.SystemMemory;
import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;

/** Reads the processor. Used by one thread. */
final class ProcessorGauge {
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long computed = system.getProcessCpuTime();
    private long at = System.nanoTime();

    ProcessorReading read() {
        return new ProcessorReading(
                busy(),
                system.getAvailableProcessors(),
                ProcessMemory.now(),
                SystemMemory.free(),
                SystemMemory.total(),
                known(system.getSystemLoadAverage()));
    }

    /** Since the last time that this was asked. */
    private OptionalDouble busy() {
        long computedBefore = computed;
        long before = at;
        computed = system.getProcessCpuTime();
        at = System.nanoTime();
        return computedBefore < 0 || at == before
                ? OptionalDouble.empty()
                : known((double) (computed - computedBefore) / (at - before));
    }

    /** What Java does not know it says to be less than nothing. */
    private static OptionalDouble known(double figure) {
        return figure < 0 ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }
}
