package dev.bunrui.bench;

import ai.djl.pytorch.jni.JniUtils;

/**
 * The engine's own record of the operators of one training step, written as Chrome's trace events. What it times is when
 * an operator returns: on a card that is when its kernels are done only where {@code CUDA_LAUNCH_BLOCKING=1} is set.
 *
 * @param file where it is written; empty for none
 * @param step which one, counted from 1; not the first
 */
record StepProfile(String file, long step) {
    /** To be called first thing after each step. */
    void after(long steps) {
        if (file.isEmpty()) {
            return;
        }
        if (steps == step) {
            JniUtils.stopProfile(file);
        } else if (steps == step - 1) {
            JniUtils.startProfile(false, false, false);
        }
    }
}
