package dev.bunrui.experiment.board;

import java.time.Instant;

/**
 * A value of a curve.
 *
 * @param tag the curve's name, such as {@code train/loss}; what stands before the slash groups curves
 * @param step the optimiser steps that were taken
 */
record Scalar(Instant time, long step, String tag, double value) {}
