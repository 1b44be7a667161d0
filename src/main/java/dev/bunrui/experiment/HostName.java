package dev.bunrui.experiment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine is called, among those that share a folder. */
final class HostName {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    /** The name of this process's machine. */
    static final String OWN = look();

    private HostName() {}

    /** The system is asked before the network, which may take its time. */
    private static String look() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unnamed) {
                return "localhost";
            }
        }
    }
}
