package dev.bunrui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.message.Figures;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.RuntimeDownload;
import dev.bunrui.runtime.RuntimeSettings;
import dev.bunrui.service.MachineProbe;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bunrui runtime show}: whether the graphics card is used, and if not, why; tries a build that failed before again. */
@Command(name = "show", sortOptions = false, abbreviateSynopsis = true)
final class RuntimeShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    RuntimeShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GpuReport gpu;
        try (MachineProbe probe = new MachineProbe(session.folders())) {
            gpu = probe.gpuAgain();
        }
        RuntimeDownload download = new RuntimeDownload(RuntimeSettings.ofProcess());
        Optional<CudaBuild> build = CudaBuild.ofMachine();
        if (json.asked()) {
            ObjectNode node = GpuJson.of(gpu);
            node.put(
                    "build", build.map(some -> download.folder(some).toString()).orElse(null));
            node.put("build_there", build.filter(download::there).isPresent());
            node.put("build_bytes", build.map(download::bytes).orElse(0L));
            JsonLine.print(session.terminal().out(), node);
            return Cli.done();
        }
        TextTable table = new TextTable("ll")
                .row(session.text("gpu.driver"), gpu.versions())
                .row(session.text("gpu.cards"), gpu.cards().isEmpty() ? "–" : String.join("; ", gpu.cards()));
        build.ifPresent(some -> table.row(session.text("runtime.build"), words(download, some)));
        table.lines().forEach(session.terminal().out()::println);
        session.terminal().out().println(gpu.message(Locale.getDefault()));
        return Cli.done();
    }

    private String words(RuntimeDownload download, CudaBuild build) {
        String key =
                download.there(build) ? "runtime.there" : download.begun(build) ? "runtime.partly" : "runtime.absent";
        return session.text(key, Figures.bytes(download.bytes(build)), download.folder(build));
    }
}
