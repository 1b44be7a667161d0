package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.ProgramVersion;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.Machine;
import dev.bunrui.service.MachineJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        Path home = session.folders().home();
        boolean writable = writable(home);
        long free = usable(home);
        List<String> missing = missing();
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), json(machine, writable, free, missing));
        } else {
            print(machine, writable, free, missing);
        }
        return writable && missing.isEmpty() ? Cli.done() : Cli.stopped();
    }

    private void print(Machine machine, boolean writable, long free, List<String> missing) {
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
                .row("PyTorch", session.text("doctor.threads", machine.pytorch(), machine.threads()))
                .row(session.text("doctor.devices"), String.join(", ", machine.devices()))
                .row("--device auto", device(machine))
                .row("--precision auto", machine.precision())
                .row(session.text("doctor.speed"), speed(machine))
                .row(
                        session.text("doctor.display"),
                        session.text(Display.there(System.getenv()) ? "doctor.yes" : "doctor.no-display"))
                .row(AppFolders.HOME_VARIABLE, session.folders().home().toString())
                .row(session.text("doctor.disk"), Figures.bytes(free))
                .row(session.text("doctor.assets"), session.folders().assets().toString());
        table.lines().forEach(terminal.out()::println);
        if (!writable) {
            terminal.out()
                    .println(terminal.alarming(
                            session.text("doctor.unwritable", session.folders().home())));
        }
        missing.forEach(path -> terminal.out().println(terminal.alarming(session.text("doctor.missing", path))));
        if (writable && missing.isEmpty()) {
            terminal.out().println(terminal.good(session.text("doctor.well")));
        }
    }

    private static String device(Machine machine) {
        return machine.deviceMemory() > 0
                ? machine.device() + " (" + Figures.bytes(machine.deviceMemory()) + ")"
                : machine.device();
    }

    private static String speed(Machine machine) {
        String fp32 = "fp32 " + Figures.flops(machine.fp32Flops());
        return machine.bf16Flops() > 0 ? fp32 + ", bf16 " + Figures.flops(machine.bf16Flops()) : fp32;
    }

    private ObjectNode json(Machine machine, boolean writable, long free, List<String> missing) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("bunrui", ProgramVersion.text());
        node.setAll(MachineJson.of(machine));
        node.put("display", Display.there(System.getenv()));
        node.put("home", session.folders().home().toString());
        node.put("home_writable", writable);
        node.put("disk_free", free);
        node.put("assets", session.folders().assets().toString());
        missing.forEach(node.putArray("missing")::add);
        return node;
    }

    /** What should have come with the program and did not. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            if (entry.embedded()) {
                try {
                    session.models().locate(entry.id());
                } catch (RequestException incomplete) {
                    missing.add(String.valueOf(incomplete.getMessage()));
                }
            }
        }
        Path sample = session.data().locate(DataLocator.SAMPLE);
        if (!Files.isDirectory(sample)) {
            missing.add(sample.toString());
        }
        return missing;
    }

    /** Tried, since permissions alone do not tell of read-only file systems. */
    private static boolean writable(Path home) {
        try {
            Files.createDirectories(home);
            Files.delete(Files.createTempFile(home, "doctor", ".tmp"));
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Of the nearest folder that there is: the user's folder may not have been made yet. */
    private static long usable(Path home) {
        Path folder = home;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            return folder == null ? 0 : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
