package dev.bunrui.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.RuntimeDownload;
import dev.bunrui.runtime.RuntimePlan;
import dev.bunrui.runtime.RuntimeSettings;
import dev.bunrui.service.MachineProbe;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bunrui runtime download}: fetches DJL's CUDA build, after its size was said and agreed to. Ctrl-C keeps what there is
 * for the next time.
 */
@Command(name = "download", sortOptions = false, abbreviateSynopsis = true)
final class RuntimeDownloadCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-y", "--yes"},
            descriptionKey = "option.yes")
    private boolean agreed;

    @Mixin
    private final JsonOption json = new JsonOption();

    RuntimeDownloadCommand(Session session) {
        this.session = session;
    }

    /** The build for this machine. */
    static CudaBuild build() {
        return CudaBuild.ofMachine()
                .orElseThrow(() -> new RequestException(
                        RuntimeDownloadCommand.class,
                        "runtime.system",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch")));
    }

    @Override
    public Integer call() {
        CudaBuild build = build();
        RuntimeDownload download = new RuntimeDownload(RuntimeSettings.ofProcess());
        if (!download.there(build) && !fetched(download, build)) {
            session.terminal().err().println(session.text("runtime.not-fetched"));
            return Cli.stopped();
        }
        GpuReport gpu;
        try (MachineProbe probe = new MachineProbe(session.folders())) {
            gpu = probe.gpuAgain();
        }
        if (json.asked()) {
            ObjectNode node = GpuJson.of(gpu);
            node.put("build", download.folder(build).toString());
            node.put("build_bytes", download.bytes(build));
            JsonLine.print(session.terminal().out(), node);
        } else {
            session.terminal().out().println(session.text("runtime.fetched", download.folder(build)));
            session.terminal().out().println(gpu.message(Locale.getDefault()));
        }
        return Cli.done();
    }

    private boolean fetched(RuntimeDownload download, CudaBuild build) {
        RuntimePlan plan = download.plan(build, () -> false).orElseThrow();
        session.terminal()
                .err()
                .println(session.text(
                        "runtime.offer",
                        Figures.count(plan.count()),
                        Figures.bytes(plan.bytes()),
                        Figures.bytes(download.missing(plan)),
                        Figures.bytes(download.room(plan)),
                        Figures.bytes(download.free(plan)),
                        download.folder(build)));
        session.terminal().err().println(session.text("runtime.terms", CudaBuild.TERMS));
        if (!agreed && !Consent.given(session, session.text("runtime.agree"))) {
            return false;
        }
        try (Transfer transfer = new Transfer(session)) {
            return download.run(plan, transfer::at, () -> false);
        }
    }
}
