package dev.bunrui.torch;

import ai.djl.Device;
import dev.bunrui.message.RequestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where tensors live and kernels run: the processor, or one NVIDIA card. */
public record ComputeDevice(boolean cuda, int index) {
    public static final ComputeDevice CPU = new ComputeDevice(false, 0);

    /** The option that leaves the choice to the program. */
    public static final String AUTO = "auto";

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /**
     * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}; {@code auto} is the first card if the engine sees
     * one.
     *
     * @throws RequestException if the text is none of these, or the card is not there
     */
    public static ComputeDevice of(String option) {
        Torch.start();
        return of(option, Torch.cudaDevices());
    }

    /**
     * As {@link #of(String)}, for who knows how many cards there are; the engine is not loaded.
     *
     * @throws RequestException if the text is none of these, or the card is not there
     */
    public static ComputeDevice of(String option, int cards) {
        if (option.equals(AUTO)) {
            return cards > 0 ? new ComputeDevice(true, 0) : CPU;
        }
        if (option.equals("cpu")) {
            return CPU;
        }
        Matcher asked = CUDA.matcher(option);
        if (!asked.matches()) {
            throw new RequestException(ComputeDevice.class, "device.unknown", option);
        }
        int index = asked.group(1) == null ? 0 : Integer.parseInt(asked.group(1));
        if (index >= cards) {
            throw new RequestException(ComputeDevice.class, "device.absent", option, String.valueOf(cards));
        }
        return new ComputeDevice(true, index);
    }

    Device djl() {
        return cuda ? Device.gpu(index) : Device.cpu();
    }

    @Override
    public String toString() {
        return cuda ? "cuda:" + index : "cpu";
    }
}
