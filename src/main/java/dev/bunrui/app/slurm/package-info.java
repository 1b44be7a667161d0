/** What the window says of Slurm, has it given, and looks after while it is open. */
@NullMarked
package dev.bunrui.app.slurm;

import org.jspecify.annotations.NullMarked;
