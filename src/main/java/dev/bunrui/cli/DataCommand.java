package dev.bunrui.cli;

import picocli.CommandLine.Command;

/** The commands on data sets. */
@Command(name = "data", synopsisSubcommandLabel = "COMMAND")
final class DataCommand {}
