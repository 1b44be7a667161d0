package dev.bunrui;

import dev.bunrui.app.BunruiApp;
import dev.bunrui.cli.Cli;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.Messages;
import dev.bunrui.service.JavaProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Where the program starts. With arguments it is the command line; without, it opens the window, or where there is no
 * display says so and does the main job in the terminal.
 */
public final class Launcher {
    /** The start script says which streams are terminals, {@code out}, {@code err} or both: Java cannot tell. */
    private static final String TERMINALS = "bunrui.terminals";

    private static final String QUICKSTART = "quickstart";

    private Launcher() {}

    public static void main(String[] arguments) {
        // Before any class of DJL is loaded: on a cloud machine it would report its use to its makers.
        System.setProperty("OPT_OUT_TRACKING", "true");
        // The streams speak UTF-8 whatever the platform's encoding; a library that prints must not mix into results.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        System.setOut(err);
        System.setErr(err);
        Map<String, String> environment = System.getenv();
        AppFolders folders = AppFolders.ofProcess();
        Cli cli = new Cli(folders, terminal(out, err, environment), environment);
        int code;
        if (arguments.length > 0) {
            // In this order: most machines have no driver to ask, and most commands load no engine.
            boolean here =
                    JavaProcess.engineSettled() || !cli.computes(arguments) || JavaProcess.fitsTheChoice(folders);
            code = here ? cli.run(arguments) : elsewhere(folders, arguments);
        } else {
            cli.speak();
            if (!cli.display()) {
                err.println(Messages.of(Launcher.class).get("window.display"));
            } else if (opened(folders, err)) {
                System.exit(0);
            }
            code = JavaProcess.fitsTheEngine() && JavaProcess.fitsTheChoice(folders)
                    ? cli.run(QUICKSTART)
                    : elsewhere(folders, QUICKSTART);
        }
        out.flush();
        System.exit(code);
    }

    /** Whether the window could be opened; it is closed again when this returns. If it could not, that was said. */
    private static boolean opened(AppFolders folders, PrintStream err) {
        try {
            BunruiApp.open(folders);
            return true;
        } catch (UnsupportedOperationException notHere) {
            LoggerFactory.getLogger(Launcher.class).info("no window", notHere);
            err.println(Messages.of(Launcher.class).get("window.impossible", String.valueOf(notHere.getMessage())));
            return false;
        }
    }

    /** Runs a command in a process on the same streams that fits the engine, and waits for its end. */
    private static int elsewhere(AppFolders folders, String... arguments) {
        try {
            Process process = JavaProcess.computing(folders, Launcher.class, arguments)
                    .inheritIO()
                    .start();
            // Whoever ends this process means the work; the other one then saves and ends.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-engine"));
            return process.waitFor();
        } catch (IOException impossible) {
            throw new IllegalStateException("the Java that runs this cannot be started", impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** From Java 22 on there is a console whether or not there is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean console() {
        return Runtime.version().feature() < 22 && System.console() != null;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static Terminal terminal(PrintStream out, PrintStream err, Map<String, String> environment) {
        String named = System.getProperty(TERMINALS);
        boolean console = console();
        boolean outIsTerminal = named == null ? console : named.contains("out");
        boolean errIsTerminal = named == null ? console : named.contains("err");
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        boolean able = windows ? environment.containsKey("WT_SESSION") : !"dumb".equals(environment.get("TERM"));
        boolean colours = outIsTerminal
                && able
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, outIsTerminal, errIsTerminal, colours);
    }
}
