/** LoRA and the classification head: settings, initial values, and PEFT's files in and out. */
@NullMarked
package dev.bunrui.adapter;

import org.jspecify.annotations.NullMarked;
