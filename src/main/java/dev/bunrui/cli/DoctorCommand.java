package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.service.Devices;
import dev.bunrui.service.Health;
import dev.bunrui.service.Machine;
import dev.bunrui.service.MachineJson;
import dev.bunrui.service.MachineProbe;
import dev.bunrui.torch.ComputeDevice;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui doctor}: what this machine can do, and what is wrong with it. */
@Command(name = "doctor", sortOptions = false, abbreviateSynopsis = true)
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Machine machine = Machine.look();
        Health health = Health.of(session.folders());
        GpuReport gpu = gpu();
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), json(machine, health, gpu));
        } else {
            print(machine, health, gpu);
        }
        return health.well() ? Cli.done() : Cli.stopped();
    }

    private GpuReport gpu() {
        try (MachineProbe probe = new MachineProbe(session.folders())) {
            return probe.gpu();
        }
    }

    private void print(Machine machine, Health health, GpuReport gpu) {
        Terminal terminal = session.terminal();
        TextTable table = new TextTable("ll")
                .row("Bunrui", ProgramVersion.text())
                .row("Java", machine.java())
                .row(session.text("doctor.system"), machine.system())
                .row(
                        session.text("doctor.processor"),
                        session.text(
                                machine.bf16() ? "doctor.bf16" : "doctor.no-bf16",
                                machine.processor(),
                                machine.cores()))
                .row(
                        session.text("doctor.memory"),
                        session.text(
                                "doctor.free", Figures.bytes(machine.memory()), Figures.bytes(machine.memoryFree())))
                .row(session.text("gpu.driver"), gpu.versions())
                .row(session.text("gpu.cards"), gpu.cards().isEmpty() ? "–" : String.join("; ", gpu.cards()))
                .row("PyTorch", session.text("doctor.threads", machine.pytorch(), machine.threads()))
                .row(session.text("doctor.devices"), String.join(", ", machine.devices()))
                .row("--device auto", device(machine))
                .row(session.text("doctor.background"), background(machine))
                .row("--precision auto", machine.precision())
                .row(session.text("doctor.speed"), speed(machine))
                .row(
                        session.text("doctor.display"),
                        session.text(Display.there(System.getenv()) ? "doctor.yes" : "doctor.no-display"))
                .row(AppFolders.HOME_VARIABLE, health.home().toString())
                .row(session.text("doctor.disk"), Figures.bytes(health.diskFree()))
                .row(session.text("doctor.assets"), session.folders().assets().toString());
        table.lines().forEach(terminal.out()::println);
        terminal.out().println(gpu.message(Locale.getDefault()));
        health.sentences().forEach(sentence -> terminal.out().println(terminal.alarming(sentence)));
        if (health.sentences().isEmpty()) {
            terminal.out().println(terminal.good(session.text("doctor.well")));
        }
    }

    private static String device(Machine machine) {
        return machine.deviceMemory() > 0
                ? machine.device() + " (" + Figures.bytes(machine.deviceMemory()) + ")"
                : machine.device();
    }

    /** The devices of the background's workers, or why there is only one. */
    private static String background(Machine machine) {
        try {
            List<String> names =
                    Devices.of(System.getenv(), Devices.cards(machine)).names();
            return names.contains(ComputeDevice.AUTO) ? machine.device() : String.join(", ", names);
        } catch (RequestException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String speed(Machine machine) {
        String fp32 = "fp32 " + Figures.flops(machine.fp32Flops());
        return machine.bf16Flops() > 0 ? fp32 + ", bf16 " + Figures.flops(machine.bf16Flops()) : fp32;
    }

    private ObjectNode json(Machine machine, Health health, GpuReport gpu) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("bunrui", ProgramVersion.text());
        node.setAll(MachineJson.of(machine));
        node.set("gpu", GpuJson.of(gpu));
        node.put("background", background(machine));
        node.put("display", Display.there(System.getenv()));
        node.put("home", health.home().toString());
        node.put("home_writable", health.writable());
        node.put("disk_free", health.diskFree());
        node.put("assets", session.folders().assets().toString());
        health.missing().forEach(node.putArray("missing")::add);
        return node;
    }
}
