package dev.bunrui.cli;

import picocli.CommandLine.Command;

/** The commands on base models. */
@Command(name = "models", synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand {}
