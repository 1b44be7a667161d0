/** The command line: parses what was asked for, has the other rooms do it, and shows what came out. */
@NullMarked
package dev.bunrui.cli;

import org.jspecify.annotations.NullMarked;
