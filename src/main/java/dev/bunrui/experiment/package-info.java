/** Runs on disk: what was asked for, what happened, what came out. */
@NullMarked
package dev.bunrui.experiment;

import org.jspecify.annotations.NullMarked;
