/** The base models: those that are here, those that can be fetched and those that are being fetched, for every page. */
@NullMarked
package dev.bunrui.app.shelf;

import org.jspecify.annotations.NullMarked;
