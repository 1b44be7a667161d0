/** Curves over steps and epochs. */
@NullMarked
package dev.bunrui.app.chart;

import org.jspecify.annotations.NullMarked;
