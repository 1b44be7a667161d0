package dev.bunrui.experiment;

import dev.bunrui.training.TrainingEvent;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What a run's log says happened, and when.
 *
 * @param memory the bytes that the worker held in memory then; empty where the log does not say
 */
public record LoggedEvent(Instant time, TrainingEvent event, OptionalLong memory) {}
