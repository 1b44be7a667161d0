/** The frozen networks: what the kernels of the torch room compute, layer by layer, with a checkpoint's weights. */
@NullMarked
package dev.bunrui.llm.network;

import org.jspecify.annotations.NullMarked;
