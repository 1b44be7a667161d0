package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.runtime.NvidiaDriver;
import dev.bunrui.torch.ComputeDevice;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The devices that the background works on, each with a worker of its own: those that {@value #VARIABLE} names, or else
 * every NVIDIA card of the machine, or else whatever a single process computes on.
 *
 * @param names {@code cpu} or {@code cuda:N}, as often as there are workers on it; {@code auto} alone where no card is
 *     known
 */
public record Devices(List<String> names) {
    /** The environment variable with a comma-separated list of devices; one that stands twice has two workers. */
    public static final String VARIABLE = "BUNRUI_DEVICES";

    private static final int ANY_CARD = 1000;

    public Devices {
        names = List.copyOf(names);
    }

    /**
     * The devices for a machine whose cards are known.
     *
     * @param cards the number of NVIDIA cards that the engine sees
     * @throws RequestException if the variable names no devices, or a card that is not there
     */
    public static Devices of(Map<String, String> environment, int cards) {
        String asked = environment.getOrDefault(VARIABLE, "").strip();
        if (!asked.isEmpty()) {
            return new Devices(Arrays.stream(asked.split(",", -1))
                    .map(name -> named(name, cards))
                    .toList());
        }
        return cards == 0
                ? new Devices(List.of(ComputeDevice.AUTO))
                : new Devices(Stream.iterate(0, card -> card + 1)
                        .limit(cards)
                        .map(card -> new ComputeDevice(true, card).toString())
                        .toList());
    }

    private static String named(String name, int cards) {
        String device = name.strip();
        if (!device.equals(ComputeDevice.AUTO)) {
            try {
                return ComputeDevice.of(device, cards).toString();
            } catch (RequestException absent) {
                if (cards < ANY_CARD && device.startsWith("cuda")) {
                    throw new RequestException(Devices.class, "devices.absent", VARIABLE, device, cards);
                }
            }
        }
        throw new RequestException(Devices.class, "devices.unknown", VARIABLE, device);
    }

    /**
     * Looks whether the variable can be understood, without a look at the machine.
     *
     * @throws RequestException if it cannot
     */
    static void check(Map<String, String> environment) {
        of(environment, ANY_CARD);
    }

    /**
     * The devices of this machine. Where there is no NVIDIA driver this costs nothing; otherwise it takes some seconds the
     * first time, as another process has to look.
     *
     * @throws RequestException as {@link #of(Map, int)} does
     */
    static Devices ofMachine(AppFolders folders) {
        String asked = System.getenv().getOrDefault(VARIABLE, "");
        boolean processorOnly = !asked.isBlank() && !asked.contains("cuda");
        if (processorOnly || !NvidiaDriver.ofMachine(System.getenv()).there()) {
            return of(System.getenv(), 0);
        }
        try (MachineProbe probe = new MachineProbe(folders)) {
            return of(System.getenv(), cards(probe.look()));
        }
    }

    /** The number of cards among a machine's devices. */
    public static int cards(Machine machine) {
        return (int) machine.devices().stream()
                .filter(device -> !device.equals("cpu"))
                .count();
    }

    /**
     * Whether the worker of a device may work on a run. A run that names a device which no worker has is worked on by any
     * of them, on the device that it names: nobody else would.
     *
     * @param asked what the run asks for, as {@link #askedBy} has it
     */
    boolean fit(String device, String asked) {
        return asked.equals(ComputeDevice.AUTO) || asked.equals(device) || !names.contains(asked);
    }

    /**
     * The device that a run asks for: what was begun goes on where it was begun. {@code auto} where that cannot be read:
     * whoever works on the run will say what is wrong with it.
     */
    static String askedBy(RunFolder run) {
        try {
            String asked = run.begun()
                    ? RunManifest.read(run.manifest()).device()
                    : RunRequest.read(run.request()).settings().device();
            return asked.equals("cuda") ? new ComputeDevice(true, 0).toString() : asked;
        } catch (RequestException garbled) {
            return ComputeDevice.AUTO;
        }
    }

    /**
     * How many devices the background works on at once; workers that share one do not make it faster.
     *
     * @throws RequestException as {@link #of(Map, int)} does
     */
    public static int atOnce(Machine machine) {
        return (int)
                of(System.getenv(), cards(machine)).names().stream().distinct().count();
    }

    /** How many workers share a device. */
    int workers(String device) {
        return Collections.frequency(names, device);
    }

    @Override
    public String toString() {
        return String.join(",", names);
    }

    /** What {@link #toString} wrote. */
    static Devices read(String text) {
        return new Devices(List.of(text.split(",")));
    }
}
