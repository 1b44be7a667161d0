/** How good a classifier is, from its logits and predictions alone: scores, intervals, loss. Knows no tensors. */
@NullMarked
package dev.bunrui.training.score;

import org.jspecify.annotations.NullMarked;
