package dev.bunrui.training;

/** How a training is told to stop; asked between steps. */
@FunctionalInterface
public interface Control {
    boolean stopRequested();
}
