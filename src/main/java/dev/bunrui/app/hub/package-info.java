/** What the window knows of models that are being fetched; the same wherever they are shown. */
@NullMarked
package dev.bunrui.app.hub;

import org.jspecify.annotations.NullMarked;
