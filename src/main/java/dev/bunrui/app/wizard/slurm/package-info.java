/** What a sweep asks of Slurm, in place of this machine. */
@NullMarked
package dev.bunrui.app.wizard.slurm;

import org.jspecify.annotations.NullMarked;
