package dev.bunrui.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the machine from falling asleep while a run is on, by a tool of the platform. The tool's process reads from this
 * one and ends with its input: it never outlives this process, however that ends. Where there is no such tool, or it does
 * not work, as on a machine without a session manager, the run goes on without.
 */
public final class Wakefulness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wakefulness.class);

    private @Nullable Process tool;

    /** Keeps the machine awake from now on, until this is closed or this process ends. */
    public void keep() {
        List<String> command = command(System.getProperty("os.name", ""));
        if (command.isEmpty()) {
            return;
        }
        try {
            tool = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            CompletableFuture<Void> unused = tool.onExit().thenAccept(Wakefulness::ended);
        } catch (IOException missing) {
            LOG.info("the machine may fall asleep: {}", missing.getMessage());
        }
    }

    private static void ended(Process tool) {
        if (tool.exitValue() != 0) {
            LOG.info("the machine may fall asleep: what keeps it awake ended with {}", tool.exitValue());
        }
    }

    /** What keeps a system awake for as long as its input is open; empty where that is not known. */
    static List<String> command(String system) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return List.of(
                    "systemd-inhibit",
                    "--what=sleep:idle",
                    "--who=Bunrui",
                    "--why=a training is on",
                    "--mode=block",
                    "cat");
        }
        if (lower.startsWith("mac")) {
            return List.of("caffeinate", "-i", "cat");
        }
        if (lower.startsWith("windows")) {
            // ES_CONTINUOUS | ES_SYSTEM_REQUIRED holds for as long as the thread that asked for it lives.
            String script = "$power = Add-Type -PassThru -Namespace Bunrui -Name Power -MemberDefinition"
                    + " '[DllImport(\"kernel32.dll\")] public static extern uint SetThreadExecutionState(uint flags);';"
                    + " [void]$power::SetThreadExecutionState([uint32]2147483649); [void][Console]::In.ReadToEnd()";
            // Encoded, as quotes within arguments do not always arrive.
            String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_16LE));
            return List.of("powershell", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded);
        }
        return List.of();
    }

    /** Lets the machine sleep again. */
    @Override
    public void close() {
        Process kept = tool;
        if (kept != null) {
            try {
                kept.getOutputStream().close();
            } catch (IOException ended) {
                // It is gone already.
            }
        }
    }
}
