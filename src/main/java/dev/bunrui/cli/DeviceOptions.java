package dev.bunrui.cli;

import picocli.CommandLine.Option;

/** Where and in which precision is computed; the engine says whether there is such a thing. */
final class DeviceOptions {
    @Option(names = "--device", paramLabel = "auto|cpu|cuda:N", defaultValue = "auto", descriptionKey = "option.device")
    private String device = "";

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|bf16",
            defaultValue = "auto",
            descriptionKey = "option.precision")
    private String precision = "";

    String device() {
        return device;
    }

    String precision() {
        return precision;
    }
}
