package dev.bunrui.cli;

import picocli.CommandLine.Command;

/** The commands on runs. */
@Command(name = "runs", synopsisSubcommandLabel = "COMMAND")
final class RunsCommand {}
