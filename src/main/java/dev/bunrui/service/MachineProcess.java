package dev.bunrui.service;

import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the machine, says what it found as one JSON object on standard output, and ends. */
public final class MachineProcess {
    private static final Logger LOG = LoggerFactory.getLogger(MachineProcess.class);

    private MachineProcess() {}

    /** Started by {@link MachineProbe}; takes no arguments. */
    public static void main(String[] arguments) {
        PrintStream out = StandardOutput.forAnswers();
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
