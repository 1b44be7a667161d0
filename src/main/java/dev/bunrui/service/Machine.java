package dev.bunrui.service;

import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.MatrixSpeed;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.Processor;
import dev.bunrui.torch.SystemMemory;
import dev.bunrui.torch.Torch;
import java.util.ArrayList;
import java.util.List;

/**
 * What this machine can do.
 *
 * @param memory of the machine, in bytes
 * @param memoryFree what programs could still take of it when it was looked at, in bytes
 * @param threads that one operation of the engine may use
 * @param device that {@code auto} takes
 * @param precision that {@code auto} takes on that device
 * @param deviceMemory of that device where it is a card, in bytes; 0 for the processor
 * @param fp32Flops floating-point operations in a second that multiplying matrices reaches on that device; 0 if unknown
 * @param bf16Flops the same in bf16; 0 where that is not worth using
 */
public record Machine(
        String java,
        String system,
        String processor,
        boolean bf16,
        int cores,
        long memory,
        long memoryFree,
        String pytorch,
        int threads,
        List<String> devices,
        String device,
        String precision,
        long deviceMemory,
        double fp32Flops,
        double bf16Flops) {
    public Machine {
        devices = List.copyOf(devices);
    }

    /** The device that a run with such a setting is computed on. */
    public String deviceFor(String asked) {
        return asked.equals("auto") ? device : asked;
    }

    /** The precision that a run with such a setting is computed in. */
    public String precisionFor(String asked) {
        return asked.equals("auto") ? precision : asked;
    }

    /**
     * Floating-point operations in a second that multiplying matrices reaches on {@link #device}; 0 if unknown.
     *
     * @param computedIn {@code fp32} or {@code bf16}
     */
    public double flops(String computedIn) {
        return computedIn.equals(Precision.BF16.option()) ? bf16Flops : fp32Flops;
    }

    /** Looks at the machine, for about a second; loads the engine. {@link MachineProbe} has another process do it. */
    public static Machine look() {
        Torch.start();
        List<String> devices = new ArrayList<>(List.of("cpu"));
        for (int card = 0; card < Torch.cudaDevices(); card++) {
            devices.add("cuda:" + card);
        }
        ComputeDevice device = ComputeDevice.of("auto");
        Precision best = Torch.bestPrecision(device);
        return new Machine(
                javaVersion(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                processorName(),
                Processor.bf16(),
                Runtime.getRuntime().availableProcessors(),
                SystemMemory.total(),
                SystemMemory.free(),
                Torch.version(),
                Torch.threads(),
                devices,
                device.toString(),
                best.option(),
                Torch.memory(device),
                MatrixSpeed.measure(device, Precision.FP32),
                best == Precision.BF16 ? MatrixSpeed.measure(device, Precision.BF16) : 0);
    }

    static String javaVersion() {
        return Runtime.version() + " (" + System.getProperty("java.vendor", "") + ")";
    }

    static String processorName() {
        return Processor.name().orElse(System.getProperty("os.arch"));
    }

    /** The same machine with the memory that is free now. */
    Machine now() {
        return new Machine(
                java,
                system,
                processor,
                bf16,
                cores,
                memory,
                SystemMemory.free(),
                pytorch,
                threads,
                devices,
                device,
                precision,
                deviceMemory,
                fp32Flops,
                bf16Flops);
    }
}
