package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.Loaded;
import dev.bunrui.experiment.MeasuredSpeed;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.Grid;
import dev.bunrui.experiment.sweep.Skipped;
import dev.bunrui.experiment.sweep.SweepCost;
import dev.bunrui.experiment.sweep.SweepPlan;
import dev.bunrui.message.Figures;
import dev.bunrui.service.Machine;
import dev.bunrui.service.MachineProbe;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a sweep will do, before it does it. */
final class SweepPreview {
    private final Session session;

    SweepPreview(Session session) {
        this.session = session;
    }

    void print(SweepPlan plan, Grid grid, Loaded loaded, Path runs) {
        var out = session.terminal().out();
        out.println(session.text("sweep.grid", Figures.count(grid.runs().size()), SweepCommand.words(plan.axes())));
        skipped(grid.skipped());
        if (plan.giveUp()) {
            out.println(session.text("sweep.rule"));
        }
        cost(grid, loaded, runs);
    }

    /** By reason, with the values that all of them share. */
    void skipped(List<Skipped> all) {
        Map<String, List<Skipped>> reasons =
                all.stream().collect(Collectors.groupingBy(Skipped::reason, LinkedHashMap::new, Collectors.toList()));
        reasons.forEach((reason, several) -> {
            Map<String, String> common = new LinkedHashMap<>(several.get(0).values());
            several.forEach(each -> common.entrySet().retainAll(each.values().entrySet()));
            session.terminal()
                    .out()
                    .println(session.text("sweep.skipped", several.size(), SweepCommand.words(common), reason));
        });
    }

    private void cost(Grid grid, Loaded loaded, Path runs) {
        Machine machine;
        try (MachineProbe probe = new MachineProbe(session.folders())) {
            machine = probe.look();
        }
        Map<String, OptionalDouble> known = new HashMap<>();
        SweepCost cost = SweepCost.of(
                grid,
                loaded,
                settings -> known.computeIfAbsent(
                        settings.model() + '\n' + device(settings, machine) + '\n' + precision(settings, machine),
                        key -> MeasuredSpeed.of(
                                runs, settings.model(), device(settings, machine), precision(settings, machine))),
                settings -> precision(settings, machine).equals("bf16") ? machine.bf16Flops() : machine.fp32Flops());
        File disk = existing(runs).toFile();
        session.terminal()
                .out()
                .println(session.text(
                        cost.measured() ? "sweep.cost-measured" : "sweep.cost",
                        Figures.duration(cost.seconds()),
                        Figures.bytes(cost.bytes()),
                        Figures.bytes(disk.getUsableSpace())));
        if (cost.bytes() > disk.getUsableSpace()) {
            session.terminal().err().println(session.terminal().alarming(session.text("sweep.no-room", disk)));
        }
    }

    private static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!at.toFile().exists() && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static String device(RunSettings settings, Machine machine) {
        return settings.device().equals("auto") ? machine.device() : settings.device();
    }

    private static String precision(RunSettings settings, Machine machine) {
        return settings.precision().equals("auto") ? machine.precision() : settings.precision();
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
