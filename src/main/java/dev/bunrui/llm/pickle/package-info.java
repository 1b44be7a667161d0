/** PyTorch's own files of tensors, {@code pytorch_model.bin}: a zip with a pickle, of which nothing is ever executed. */
@NullMarked
package dev.bunrui.llm.pickle;

import org.jspecify.annotations.NullMarked;
