/** Plain text on a terminal: widths, tables, numbers, progress. */
@NullMarked
package dev.bunrui.cli.text;

import org.jspecify.annotations.NullMarked;
