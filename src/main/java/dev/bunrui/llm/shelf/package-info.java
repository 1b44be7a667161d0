/** The base models that a user can start from: those of the catalogue, of the hub's cache and of folders, and their state. */
@NullMarked
package dev.bunrui.llm.shelf;

import org.jspecify.annotations.NullMarked;
