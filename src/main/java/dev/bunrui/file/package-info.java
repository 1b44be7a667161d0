/** Files that are whole or absent, and the program's own files; every room may use it. */
@NullMarked
package dev.bunrui.file;

import org.jspecify.annotations.NullMarked;
