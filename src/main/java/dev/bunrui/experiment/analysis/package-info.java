/** What is learned from finished runs: their errors, suspected labels, what the test shares with the training. */
@NullMarked
package dev.bunrui.experiment.analysis;

import org.jspecify.annotations.NullMarked;
