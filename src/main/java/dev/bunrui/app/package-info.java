/** The window: pages over runs on disk. What it shows it reads; what it starts outlives it. */
@NullMarked
package dev.bunrui.app;

import org.jspecify.annotations.NullMarked;
