package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.cli.text.Terminal;
import dev.bunrui.file.AppFolders;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class UsageTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void everyCommandAndOptionIsDescribedInEachLanguage(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Cli cli = new Cli(new AppFolders(Path.of(""), home), Terminal.plain(nowhere, nowhere), Map.of());
            requireDescriptions(cli.commandLine(), language);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static void requireDescriptions(CommandLine command, String language) {
        String help = command.getUsageMessage();
        assertThat(help).as(command.getCommandName()).doesNotContain("${", "''", "%n", "null");
        if (language.equals("ja")) {
            assertThat(help).contains("使い方:").doesNotContain("Usage:", "Commands:", "Options:", "default");
        }
        for (ArgSpec argument : command.getCommandSpec().args()) {
            assertThat(argument.description())
                    .as("%s %s", command.getCommandName(), argument)
                    .isNotEmpty();
        }
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(command.getCommandName())
                .isNotEmpty();
        command.getSubcommands().values().forEach(child -> requireDescriptions(child, language));
    }

    @Test
    void defaultsAreShown() {
        String help = CommandRun.of(home, "train", "--help").out();
        assertThat(help)
                .contains("(default: 5e-4)", "(default: 32)", "(default: 512)", "(default: auto)")
                .contains("text with {body} and");
    }

    @Test
    void unknownOptionGetsOneSentenceWithASuggestion() {
        CommandRun run = CommandRun.of(home, "train", "--epoch", "3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("There is no option --epoch; did you mean --epochs? See bunrui train --help.\n");
    }

    @Test
    void unknownCommandGetsOneSentenceInJapanese() {
        CommandRun run = CommandRun.of(home, "--lang", "ja", "trian");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("コマンド「trian」はありません", "train");
    }

    @Test
    void impossibleValueNamesOptionAndValue() {
        CommandRun run = CommandRun.of(home, "train", "--lr", "fast");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("\"fast\" is not a possible value of --lr; see bunrui train --help.\n");
        assertThat(CommandRun.of(home, "train", "--micro-batch", "x").err())
                .isEqualTo("\"x\" is not a possible value of --micro-batch; see bunrui train --help.\n");
        assertThat(CommandRun.of(home, "train", "--select", "first").err())
                .isEqualTo("\"first\" is not a possible value of --select; see bunrui train --help.\n");
        assertThat(CommandRun.of(home, "doctor", "--lang", "fr").err())
                .isEqualTo("\"fr\" is not a possible value of --lang; see bunrui doctor --help.\n");
    }

    @Test
    void optionWithoutItsValueIsNamed() {
        assertThat(CommandRun.of(home, "train", "--lr").err())
                .isEqualTo("--lr needs a value; see bunrui train --help.\n");
    }

    @Test
    void missingAndSurplusArgumentsAreNamed() {
        assertThat(CommandRun.of(home, "data", "split", "sample").err())
                .isEqualTo("--output is missing; see bunrui data split --help.\n");
        assertThat(CommandRun.of(home, "data").err()).isEqualTo("A command is missing; see bunrui data --help.\n");
        assertThat(CommandRun.of(home, "runs", "show", "a", "b").err())
                .isEqualTo("The argument \"b\" is one too many; see bunrui runs show --help.\n");
        assertThat(CommandRun.of(home, "train", "--seed", "1", "--seed", "2").err())
                .isEqualTo("--seed is given twice; give it once. See bunrui train --help.\n");
    }

    @Test
    void helpAndVersionLeaveNoTrace() throws Exception {
        assertThat(CommandRun.of(home, "--version").out()).matches("bunrui \\d+\\.\\d+.*\n");
        assertThat(CommandRun.of(home, "models", "list", "--help").code()).isZero();
        try (var entries = Files.list(home)) {
            assertThat(entries).isEmpty();
        }
    }

    @Test
    void outOfRangeSettingIsRefusedBeforeAnythingIsRead() {
        CommandRun run = CommandRun.of(
                home, "train", "--model", "bunrui-mini", "--data", "nowhere", "--epochs", "0", "--lang", "ja");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("エポック数", "--epochs");
    }

    @Test
    void trainingNeedsAModelAndData() {
        assertThat(CommandRun.of(home, "train").err()).startsWith("The option --model is missing;");
        assertThat(CommandRun.of(home, "train", "--model", "bunrui-mini").err())
                .startsWith("The option --data is missing;");
        assertThat(CommandRun.of(home, "train", "--resume", "x", "--lr", "1").code())
                .isEqualTo(2);
    }

    @Test
    void environmentSpeaksJapanese() {
        assertThat(Language.of(List.of(), Map.of("LANG", "ja_JP.UTF-8"))).contains(Locale.JAPAN);
        assertThat(Language.of(List.of(), Map.of("LANG", "ja_JP.UTF-8", "LC_ALL", "C.UTF-8")))
                .isEmpty();
        assertThat(Language.of(List.of(), Map.of("BUNRUI_LOCALE", "ja_JP.eucJP", "LC_ALL", "C.UTF-8")))
                .contains(Locale.JAPAN);
        assertThat(Language.of(List.of("x", "--lang=en"), Map.of("LANG", "ja_JP.UTF-8")))
                .contains(Locale.US);
    }
}
