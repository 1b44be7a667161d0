package dev.bunrui.experiment.gauge;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How busy the processor is, and the machine's memory.
 *
 * @param busy the cores that the process kept at work since the reading before, on the mean; empty where the system does not
 *     tell
 * @param cores that the process may use
 * @param resident what the process holds in memory, in bytes; empty where the system does not tell
 * @param free what programs could still take of the machine's memory, in bytes
 * @param memory of the machine, in bytes
 * @param load the threads of all programs that wanted a core, the mean of the last minute; empty where the system does not
 *     tell
 */
public record ProcessorReading(
        OptionalDouble busy, int cores, OptionalLong resident, long free, long memory, OptionalDouble load) {}
