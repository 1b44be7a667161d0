/**
 * What a fine-tuned run is held against: classifiers that are cheap to make, fitted on the same articles. Knows no
 * tensors; the features of a backbone are handed in as plain numbers.
 */
@NullMarked
package dev.bunrui.baseline;

import org.jspecify.annotations.NullMarked;
