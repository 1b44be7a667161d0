/** The first page: what this is, a quick start, the last runs. */
@NullMarked
package dev.bunrui.app.home;

import org.jspecify.annotations.NullMarked;
