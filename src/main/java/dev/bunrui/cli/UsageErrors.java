package dev.bunrui.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one sentence what is wrong with the arguments. */
final class UsageErrors {
    private final Session session;

    UsageErrors(Session session) {
        this.session = session;
    }

    String sentence(ParameterException error) {
        String help = error.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, help);
        }
        if (error instanceof MissingParameterException missing) {
            return session.text(
                    valueOnly(missing) ? "wrong.no-value" : "wrong.missing", names(missing.getMissing()), help);
        }
        if (error instanceof OverwrittenOptionException twice) {
            return session.text("wrong.twice", names(List.of(twice.getOverwritten())), help);
        }
        ArgSpec argument = error.getArgSpec();
        if (argument != null && error.getValue() != null) {
            return session.text("wrong.value", name(argument), error.getValue(), help);
        }
        if (!error.getCommandLine().getSubcommands().isEmpty()) {
            return session.text("wrong.command", help);
        }
        return session.text("wrong.other", String.valueOf(error.getMessage()), help);
    }

    private String unmatched(UnmatchedArgumentException unmatched, String help) {
        String given = unmatched.getUnmatched().get(0);
        String suggestions = unmatched.getSuggestions().stream()
                .limit(3)
                .map(suggestion -> suggestion.replaceAll("=.*", ""))
                .distinct()
                .collect(Collectors.joining(", "));
        boolean group = !unmatched.getCommandLine().getSubcommands().isEmpty();
        String kind = unmatched.isUnknownOption() ? "option" : group ? "subcommand" : "argument";
        return suggestions.isEmpty()
                ? session.text("wrong." + kind, given, help)
                : session.text("like." + kind, given, help, suggestions);
    }

    /** An option that is there but ends with its name; picocli tells by its text alone. */
    private static boolean valueOnly(MissingParameterException missing) {
        return missing.getMissing().get(0) instanceof OptionSpec
                && !String.valueOf(missing.getMessage()).startsWith("Missing required option");
    }

    private static String names(List<ArgSpec> arguments) {
        return arguments.stream().map(UsageErrors::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Handles picocli's complaint: the sentence, and the exit code of a wrong request. */
    int handle(ParameterException error, String[] arguments) {
        session.terminal().err().println(sentence(error));
        return CommandLine.ExitCode.USAGE;
    }
}
