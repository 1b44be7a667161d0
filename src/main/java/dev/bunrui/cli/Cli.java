package dev.bunrui.cli;

import dev.bunrui.cli.text.Terminal;
import dev.bunrui.file.AppFolders;
import dev.bunrui.file.LogFile;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line as a whole: from arguments to an exit code. */
public final class Cli {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int HELP_COLUMNS = 100;

    private final Session session;
    private final Map<String, String> environment;

    /** {@code environment} is asked for the user's language. */
    public Cli(AppFolders folders, Terminal terminal, Map<String, String> environment) {
        this.session = new Session(folders, terminal);
        this.environment = Map.copyOf(environment);
    }

    /** Whether a window could be shown. */
    public boolean display() {
        return Display.there(environment);
    }

    /** Sets the process's language to the one that the arguments, or else the environment, ask for. */
    public void speak(String... arguments) {
        Language.of(List.of(arguments), environment).ifPresent(Locale::setDefault);
    }

    /** Whether a command loads the engine; what is no command does not. */
    public boolean computes(String... arguments) {
        try {
            ParseResult parsed = commandLine().parseArgs(arguments);
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            Object command = parsed.commandSpec().userObject();
            return !parsed.isUsageHelpRequested()
                    && (parsed.commandSpec().findOption("--device") != null
                            || command instanceof DoctorCommand
                            || command instanceof QuickstartCommand);
        } catch (CommandLine.ParameterException told) {
            return false; // when it is run
        }
    }

    /**
     * Runs a command, in the language that is asked for.
     *
     * @return 0 if it was done, 1 if the work failed, 2 if the request was wrong
     */
    public int run(String... arguments) {
        speak(arguments);
        try {
            return commandLine().execute(arguments);
        } catch (OutOfMemoryError full) {
            long allowed = Runtime.getRuntime().maxMemory() >> 20;
            session.terminal()
                    .err()
                    .println(session.text("failed.memory", Long.toString(allowed), Long.toString(4 * allowed)));
            return FAILED;
        } catch (Error fatal) {
            return failed(fatal);
        }
    }

    /** All commands with their options, described in the process's language. */
    CommandLine commandLine() {
        CommandLine line = new CommandLine(new BunruiCommand(), CommandLine.defaultFactory());
        line.addSubcommand(new TrainCommand(session));
        line.addSubcommand(SweepCommand.line(session));
        line.addSubcommand(new QuickstartCommand(session));
        line.addSubcommand(new ClassifyCommand(session));
        line.addSubcommand(group(
                new RunsCommand(),
                new RunsListCommand(session),
                new RunsShowCommand(session),
                new RunsTableCommand(session),
                new RunsCompareCommand(session),
                new RunsWatchCommand(session),
                new RunsQueueCommand(session),
                new RunsMoveCommand(session),
                new RunsStopCommand(session),
                new RunsExportCommand(session),
                new RunsReportCommand(session),
                new RunsErrorsCommand(session),
                new RunsHardCommand(session),
                new RunsLeaksCommand(session),
                new RunsGiveAwaysCommand(session),
                new RunsExplainCommand(session),
                new RunsDeleteCommand(session),
                new RunsRestoreCommand(session)));
        line.addSubcommand(group(
                new ModelsCommand(),
                new ModelsListCommand(session),
                new ModelsShowCommand(session),
                new ModelsVerifyCommand(session),
                new ModelsDownloadCommand(session),
                new ModelsImportCommand(session),
                new ModelsRemoveCommand(session)));
        line.addSubcommand(group(
                new DataCommand(),
                new DataInspectCommand(session),
                new DataSplitCommand(session),
                new DataRelabelCommand(session),
                new DataDownloadCommand(session)));
        line.addSubcommand(group(
                new RuntimeCommand(),
                new RuntimeShowCommand(session),
                new RuntimeDownloadCommand(session),
                new RuntimeRemoveCommand(session)));
        line.addSubcommand(new DoctorCommand(session));
        UsageTexts texts = new UsageTexts(session.messages());
        describe(line, texts);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(HELP_COLUMNS);
        line.setOut(new PrintWriter(session.terminal().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(session.terminal().err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                session.terminal().colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler(new UsageErrors(session)::handle);
        line.setExecutionExceptionHandler(this::handle);
        line.setExecutionStrategy(this::execute);
        return line;
    }

    private static CommandLine group(Object parent, Object... children) {
        CommandLine group = new CommandLine(parent);
        for (Object child : children) {
            group.addSubcommand(child);
        }
        return group;
    }

    private static void describe(CommandLine line, UsageTexts texts) {
        line.setResourceBundle(texts);
        line.getSubcommands().values().forEach(child -> describe(child, texts));
    }

    /** The log is opened only now: help and version are to be there at once, and leave no trace. */
    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        LogFile.start(session.folders().logs(), session.terminal().err());
        return new CommandLine.RunLast().execute(parsed);
    }

    private int handle(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof RequestException) {
            LoggerFactory.getLogger(Cli.class).info("refused", failure);
            session.terminal().err().println(failure.getMessage());
            return REFUSED;
        }
        return failed(failure);
    }

    private int failed(Throwable failure) {
        LoggerFactory.getLogger(Cli.class).info("failed", failure);
        String sentence = failure instanceof FailureException
                ? String.valueOf(failure.getMessage())
                : session.text(
                        "failed.unexpected",
                        failure,
                        LogFile.in(session.folders().logs()));
        session.terminal().err().println(sentence);
        return FAILED;
    }

    /** The exit code of a command that did its work. */
    static int done() {
        return DONE;
    }

    /** The exit code of a command that was stopped; after Ctrl-C the process itself ends with 130. */
    static int stopped() {
        return FAILED;
    }
}
