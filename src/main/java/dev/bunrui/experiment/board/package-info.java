/** Runs as TensorBoard shows them. */
@NullMarked
package dev.bunrui.experiment.board;

import org.jspecify.annotations.NullMarked;
