package dev.bunrui.experiment;

/**
 * A finished run at a glance, as it is while its files are like this.
 *
 * @param stamps of its files just before they were read
 */
public record SettledRun(RunStamps stamps, RunSummary summary) {}
