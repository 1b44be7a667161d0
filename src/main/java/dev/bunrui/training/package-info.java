/** The loop: data order, schedule, gradients, evaluation, the best epoch, and going on after a stop. */
@NullMarked
package dev.bunrui.training;

import org.jspecify.annotations.NullMarked;
