package dev.bunrui.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.service.JavaProcess;
import dev.bunrui.service.MachineProbe;
import java.util.List;
import java.util.Locale;

/**
 * How the program itself would start a process that computes on this machine, a CUDA build tried if there is one: prints
 * one JSON object with the command without its class and arguments, the environment, whether a card is used and why not.
 */
public final class EngineCommand {
    private EngineCommand() {}

    public static void main(String[] arguments) {
        AppFolders folders = AppFolders.ofProcess();
        ProcessBuilder process = JavaProcess.computing(folders, TrainingBenchmark.class);
        List<String> command = process.command();
        ObjectNode node = new ObjectMapper().createObjectNode();
        ArrayNode words = node.putArray("command");
        command.subList(0, command.size() - 1).forEach(words::add);
        ObjectNode environment = node.putObject("environment");
        process.environment().forEach(environment::put);
        try (MachineProbe probe = new MachineProbe(folders)) {
            GpuReport gpu = probe.gpu();
            node.put("used", gpu.used());
            node.put("says", gpu.message(Locale.ENGLISH));
            node.put("driver", gpu.versions());
        }
        node.put("pytorch", CudaBuild.PYTORCH);
        System.out.println(node);
    }
}
