/** The page of the base models: what there is, what of it is here, and what comes and goes. */
@NullMarked
package dev.bunrui.app.models;

import org.jspecify.annotations.NullMarked;
