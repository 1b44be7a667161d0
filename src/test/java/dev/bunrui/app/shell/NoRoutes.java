package dev.bunrui.app.shell;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;

/** Leads nowhere: for pages that are shown by themselves, each of which overrides the ways that it is asked about. */
public class NoRoutes implements Routes {
    @Override
    public void show(Place place) {}

    @Override
    public void watch(RunFolder run) {}

    @Override
    public void watch(SweepFolder sweep) {}

    @Override
    public void extend(SweepFolder sweep, SweepPlan plan) {}

    @Override
    public void classify(RunFolder run) {}

    @Override
    public void startFrom(RunSettings settings) {}

    @Override
    public void trainWith(String model) {}
}
