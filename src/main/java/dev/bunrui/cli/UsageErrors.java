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
            if (missing.getMissing().stream().anyMatch(argument -> argument.isOption() && !argument.required())) {
                return session.text("wrong.no-value", names(missing.getMissing()), help);
            }
            boolean command = missing.getMissing().isEmpty();
            return session.text(command ? "wrong.command" : "wrong.missing", names(missing.getMissing()), help);
        }
        if (error instanceof OverwrittenOptionException twice) {
            return session.text("wrong.twice", names(List.of(twice.getOverwritten())), help);
        }
        ArgSpec argument = error.getArgSpec();
        if (argument != null && error.getValue() != null) {
            return session.text("wrong.value", name(argument), error.getValue(), help);
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
        boolean like = !suggestions.isEmpty();
        String key;
        if (unmatched.isUnknownOption()) {
            key = like ? "wrong.option-like" : "wrong.option";
        } else if (group) {
            key = like ? "wrong.subcommand-like" : "wrong.subcommand";
        } else {
            key = like ? "wrong.argument-like" : "wrong.argument";
        }
        return session.text(key, given, help, suggestions);
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
