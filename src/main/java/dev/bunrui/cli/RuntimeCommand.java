package dev.bunrui.cli;

import picocli.CommandLine.Command;

/** The commands on the build of PyTorch that computes. */
@Command(name = "runtime", synopsisSubcommandLabel = "COMMAND")
final class RuntimeCommand {}
