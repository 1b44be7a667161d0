/** Sweeps: a grid of settings, the folder that holds it together, and the work through it. */
@NullMarked
package dev.bunrui.experiment.sweep;

import org.jspecify.annotations.NullMarked;
