/** Articles whose labels are doubtful: their text, and what corrects the labels in a new version of the data set. */
@NullMarked
package dev.bunrui.app.label;

import org.jspecify.annotations.NullMarked;
