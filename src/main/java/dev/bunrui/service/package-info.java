/**
 * The background: runs wait in a queue, one process works through it, and each run has a process of its own. Nothing but
 * files is shared with whoever asks for a run or follows it, so that any side may end, however it ends.
 */
@NullMarked
package dev.bunrui.service;

import org.jspecify.annotations.NullMarked;
