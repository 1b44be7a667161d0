package dev.bunrui.service;

import dev.bunrui.file.LogFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard output of a process that answers another one on it. */
final class StandardOutput {
    private StandardOutput() {}

    /**
     * Keeps it for the answers, and sends to the log what else is printed: a library's words must not mix into them. To be
     * called first of all, before any class of DJL is loaded, which on a cloud machine would report its use to its makers.
     */
    static PrintStream forAnswers() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        LogFile.startOn(System.err);
        return answers;
    }
}
