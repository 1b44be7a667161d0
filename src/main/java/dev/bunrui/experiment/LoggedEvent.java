package dev.bunrui.experiment;

import dev.bunrui.training.TrainingEvent;
import java.time.Instant;

/** What a run's log says happened, and when. */
public record LoggedEvent(Instant time, TrainingEvent event) {}
