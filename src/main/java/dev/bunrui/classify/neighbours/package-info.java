/** Which articles a classifier sees as most alike. */
@NullMarked
package dev.bunrui.classify.neighbours;

import org.jspecify.annotations.NullMarked;
