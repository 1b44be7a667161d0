package dev.bunrui.service;

import dev.bunrui.file.LogFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the machine, says what it found as one JSON object on standard output, and ends. */
public final class MachineProcess {
    private static final Logger LOG = LoggerFactory.getLogger(MachineProcess.class);

    private MachineProcess() {}

    /** Started by {@link MachineProbe}; takes no arguments. */
    public static void main(String[] arguments) {
        // Before any class of DJL is loaded: on a cloud machine it would report its use to its makers.
        System.setProperty("OPT_OUT_TRACKING", "true");
        // A library that prints must not mix into the answer.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        LogFile.startOn(System.err);
        try {
            out.println(MachineJson.of(Machine.look()));
            System.exit(0);
        } catch (Throwable unexpected) {
            // Not left to the virtual machine, which would go on, and be waited for, while the engine has threads.
            LOG.error("unexpected", unexpected);
            System.exit(1);
        }
    }
}
