/**
 * Which build of PyTorch a process is to load: the one for the processor that comes with the program, DJL's CUDA build, or
 * one that is installed. The driver is asked through its own program; nothing native is loaded here.
 */
@NullMarked
package dev.bunrui.runtime;

import org.jspecify.annotations.NullMarked;
