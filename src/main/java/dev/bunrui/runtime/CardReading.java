package dev.bunrui.runtime;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How busy a card is at a moment; of each figure what the driver tells.
 *
 * @param index the driver's number of it
 * @param name the maker's name of it
 * @param utilisation the part of the last moments in which it computed at all, in %; it may have been far from full
 * @param memoryUsed by whatever program, in bytes
 * @param memory all of it, in bytes
 * @param temperature in °C
 * @param power that it draws, in watts
 * @param powerLimit that it is held below, in watts
 * @param clock of its multiprocessors, in MHz
 * @see <a href="https://docs.nvidia.com/deploy/nvidia-smi/">the driver's program</a>
 */
public record CardReading(
        int index,
        String name,
        OptionalInt utilisation,
        OptionalLong memoryUsed,
        OptionalLong memory,
        OptionalInt temperature,
        OptionalDouble power,
        OptionalDouble powerLimit,
        OptionalInt clock) {}
