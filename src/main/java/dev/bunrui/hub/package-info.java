/** The Hugging Face hub: its cache on this machine, and what comes from it over the network. Knows nothing of models. */
@NullMarked
package dev.bunrui.hub;

import org.jspecify.annotations.NullMarked;
