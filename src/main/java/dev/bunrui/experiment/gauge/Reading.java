package dev.bunrui.experiment.gauge;

import dev.bunrui.runtime.CardReading;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How busy a run's device was at a moment of its training.
 *
 * @param step the optimiser steps that were taken by then
 * @param flops floating-point operations a second, those that the network needs for the tokens that were being learned from;
 *     empty before the first step of this sitting
 * @param card empty where the run is computed on the processor, or the driver does not tell of its card
 */
public record Reading(
        Instant time, long step, OptionalDouble flops, ProcessorReading processor, Optional<CardReading> card) {
    /**
     * The part of the device that is at work, from 0 to 1: of a card the time in which it computed at all, of the processor
     * the cores that this process kept at work. Empty where that is not known.
     */
    public OptionalDouble busy() {
        if (card.isPresent()) {
            OptionalInt percent = card.get().utilisation();
            return percent.isPresent() ? OptionalDouble.of(percent.getAsInt() / 100.0) : OptionalDouble.empty();
        }
        OptionalDouble cores = processor.busy();
        return cores.isPresent()
                ? OptionalDouble.of(Math.min(1, cores.getAsDouble() / processor.cores()))
                : OptionalDouble.empty();
    }

    /** The part of the device's memory that is taken by whatever program, from 0 to 1; empty where that is not known. */
    public OptionalDouble taken() {
        if (card.isEmpty()) {
            return OptionalDouble.of(1 - (double) processor.free() / processor.memory());
        }
        OptionalLong used = card.get().memoryUsed();
        OptionalLong all = card.get().memory();
        return used.isPresent() && all.isPresent()
                ? OptionalDouble.of((double) used.getAsLong() / all.getAsLong())
                : OptionalDouble.empty();
    }

    /** The part of what the device could reach at most that the network's own operations took (MFU). */
    public OptionalDouble share(Peak peak) {
        return flops.isPresent() ? OptionalDouble.of(flops.getAsDouble() / peak.flops()) : OptionalDouble.empty();
    }
}
