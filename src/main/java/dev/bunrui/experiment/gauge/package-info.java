/** How busy the device of a run is while it goes on, and what it could reach at most. */
@NullMarked
package dev.bunrui.experiment.gauge;

import org.jspecify.annotations.NullMarked;
