/** The frozen backbone's files: catalogue, folders in the Hugging Face layout, configurations, weights. */
@NullMarked
package dev.bunrui.llm;

import org.jspecify.annotations.NullMarked;
