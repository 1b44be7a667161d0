/** An adapter made one with its base model: a checkpoint that needs no adapter any more. */
@NullMarked
package dev.bunrui.adapter.merge;

import org.jspecify.annotations.NullMarked;
