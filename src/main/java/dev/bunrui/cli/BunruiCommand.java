package dev.bunrui.cli;

import dev.bunrui.file.ProgramVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command above all others, and the options that every command has. */
@Command(name = "bunrui", versionProvider = BunruiCommand.Version.class, synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("unused") // picocli reads these fields; the language itself is known before anything is parsed
final class BunruiCommand {
    /** What {@code --version} says. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"bunrui " + ProgramVersion.text()};
        }
    }

    private enum Spoken {
        JA,
        EN
    }

    @Option(names = "--lang", paramLabel = "ja|en", descriptionKey = "option.lang", scope = ScopeType.INHERIT)
    private @Nullable Spoken lang;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "option.help",
            scope = ScopeType.INHERIT)
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "option.version")
    private boolean version;
}
