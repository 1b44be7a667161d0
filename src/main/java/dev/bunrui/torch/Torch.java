package dev.bunrui.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import java.util.Set;

/** The engine itself: its start, its threads, its random numbers and what the machine's processor does well. */
public final class Torch {
    private static final int BF16_CAPABILITY = 80;

    private Torch() {}

    /**
     * Loads the native library if it is not loaded yet. DJL neither reports its use nor downloads anything, and
     * TorchScript's optimiser, which recompiles for every new shape, is off.
     */
    public static void start() {
        EngineHolder.ENGINE.getEngineName();
    }

    /** The version of PyTorch, such as {@code 2.7.1}. */
    public static String version() {
        return EngineHolder.ENGINE.getVersion();
    }

    /** The number of NVIDIA cards that the loaded build can use. */
    public static int cudaDevices() {
        return EngineHolder.ENGINE.getGpuCount();
    }

    /** The memory of a card, in bytes; 0 for the processor, which has none of its own. */
    public static long memory(ComputeDevice device) {
        start();
        return device.cuda() ? CudaUtils.getGpuMemory(device.djl()).getMax() : 0;
    }

    /** The memory of a card that nobody uses now, in bytes; 0 for the processor. */
    public static long free(ComputeDevice device) {
        start();
        if (!device.cuda()) {
            return 0;
        }
        MemoryUsage memory = CudaUtils.getGpuMemory(device.djl());
        return memory.getMax() - memory.getUsed();
    }

    /** Hands the memory that the engine keeps on a card for later use back to the card; nothing that is in use is touched. */
    public static void giveBack(ComputeDevice device) {
        start();
        if (device.cuda()) {
            JniUtils.emptyCudaCache();
        }
    }

    /** The number of threads that one operation may use. */
    public static int threads() {
        start();
        return JniUtils.getNumThreads();
    }

    /** Sets the number of threads that one operation may use. */
    public static void threads(int count) {
        start();
        JniUtils.setNumThreads(count);
    }

    /**
     * The precision that a device computes fastest in without loss that matters: bf16 where it has instructions for it,
     * fp32 elsewhere.
     */
    public static Precision bestPrecision(ComputeDevice device) {
        start();
        if (device.cuda()) {
            return onCard(CudaUtils.getComputeCapability(device.index()));
        }
        return Processor.bf16() ? Precision.BF16 : Precision.FP32;
    }

    /** {@code capability}: a card's compute capability without its point, such as {@code 86}; below 8.0 bf16 is only imitated. */
    static Precision onCard(String capability) {
        return Integer.parseInt(capability) >= BF16_CAPABILITY ? Precision.BF16 : Precision.FP32;
    }

    /** The compile-time features of the loaded build, as PyTorch names them in upper case. */
    public static Set<String> features() {
        start();
        return JniUtils.getFeatures();
    }

    private static final class EngineHolder {
        static final Engine ENGINE = start();

        private static Engine start() {
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
            return Engine.getEngine("PyTorch");
        }
    }
}
