/** Finished runs side by side: which can be told apart, the experiment's five tables, and what was published. */
@NullMarked
package dev.bunrui.experiment.compare;

import org.jspecify.annotations.NullMarked;
