/** Scores by class: the table, and which class was taken for which. */
@NullMarked
package dev.bunrui.app.score;

import org.jspecify.annotations.NullMarked;
