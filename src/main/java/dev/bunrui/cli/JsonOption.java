package dev.bunrui.cli;

import picocli.CommandLine.Option;

/** Whether the output is for a program. */
final class JsonOption {
    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    boolean asked() {
        return json;
    }
}
