package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.Skipped;
import dev.bunrui.experiment.sweep.SkippedGroup;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.message.Figures;
import dev.bunrui.service.Devices;
import dev.bunrui.service.Machine;
import dev.bunrui.service.MachineProbe;
import dev.bunrui.service.SweepForecast;
import java.nio.file.Path;
import java.util.List;

/** What a sweep will do, before it does it. */
final class SweepPreview {
    private final Session session;
    private final boolean background;

    /** {@code background}: whether it is the background that will work on it. */
    SweepPreview(Session session, boolean background) {
        this.session = session;
        this.background = background;
    }

    void print(SweepPlan plan, Grid grid, Loaded loaded, Path runs) {
        printGrid(plan, grid);
        cost(grid, loaded, runs);
    }

    /** What the runs are; not what they take. */
    void printGrid(SweepPlan plan, Grid grid) {
        var out = session.terminal().out();
        out.println(session.text("sweep.grid", Figures.count(grid.runs().size()), SweepCommand.words(plan.axes())));
        skipped(grid.skipped());
        if (plan.giveUp()) {
            out.println(session.text("sweep.rule"));
        }
    }

    /** By reason, with the values that all of them share. */
    void skipped(List<Skipped> all) {
        for (SkippedGroup group : SkippedGroup.of(all)) {
            session.terminal()
                    .out()
                    .println(session.text(
                            "sweep.skipped", group.count(), SweepCommand.words(group.common()), group.reason()));
        }
    }

    private void cost(Grid grid, Loaded loaded, Path runs) {
        Machine machine;
        try (MachineProbe probe = new MachineProbe(session.folders())) {
            machine = probe.look();
        }
        SweepForecast forecast =
                SweepForecast.of(grid, loaded, machine, background ? Devices.atOnce(machine) : 1, runs);
        session.terminal()
                .out()
                .println(session.text(
                        forecast.cost().measured() ? "sweep.cost-measured" : "sweep.cost",
                        Figures.duration(forecast.seconds()),
                        Figures.bytes(forecast.cost().bytes()),
                        Figures.bytes(forecast.room())));
        if (!forecast.fits()) {
            session.terminal()
                    .err()
                    .println(session.terminal().alarming(session.text("sweep.no-room", forecast.disk())));
        }
    }

    /** The grid for programs. */
    static ObjectNode json(Grid grid) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode node = json.createObjectNode();
        ArrayNode runs = node.putArray("runs");
        grid.runs().forEach(run -> runs.add(json.valueToTree(run.values())));
        ArrayNode skipped = node.putArray("skipped");
        grid.skipped()
                .forEach(each -> skipped.addObject()
                        .put("reason", each.reason())
                        .set("values", json.valueToTree(each.values())));
        return node;
    }
}
