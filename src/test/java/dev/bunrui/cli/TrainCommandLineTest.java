package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.cli.text.Terminal;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.Fold;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Settings as texts and as a command line mean the same settings. */
class TrainCommandLineTest {
    private static final Path DATA = Path.of("articles.csv").toAbsolutePath();

    @TempDir
    Path folder;

    private static RunSettings everythingChanged() {
        return new RunSettings(
                "bunrui-mini",
                DATA,
                new Columns("見出し", "本文", "it's a \"label\""),
                "見出し: {title}\\n{body} $HOME",
                256,
                Truncation.REFERENCE,
                new SplitPlan(7, true, Optional.of(new Fold(2, 5)), 0.3),
                new LoraSettings(8, 12.5, 0, List.of("query_key_value", "dense")),
                new TrainingSettings(
                        2e-3,
                        16,
                        OptionalInt.of(4),
                        3,
                        0.5,
                        0.1,
                        7,
                        TrainingSettings.Recompute.ON,
                        TrainingSettings.Select.LAST,
                        OptionalInt.of(2)),
                "cpu",
                "bf16",
                WeightFormat.NF4);
    }

    /** The words as a shell takes them apart. */
    private List<String> words(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "for word in " + command + "; do printf '%s\\n' \"$word\"; done")
                .directory(folder.toFile())
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return out.lines().toList();
    }

    private RunSettings parsed(List<String> words) {
        TrainingOptions options = new TrainingOptions();
        CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(words.subList(6, words.size()).toArray(String[]::new));
        return options.settings(session(), words.get(3), words.get(5));
    }

    private Session session() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Session(new AppFolders(Path.of(""), folder), Terminal.plain(nowhere, nowhere));
    }

    @Test
    void theCommandLineOfChangedSettingsAsksForThem() throws Exception {
        String command = RunOptions.commandLine(RunOptions.of(everythingChanged()));
        assertThat(parsed(words(command))).isEqualTo(everythingChanged());
    }

    @Test
    void theCommandLineOfStandardSettingsNamesModelAndDataOnly() throws Exception {
        RunSettings standard = RunSettings.standard("bunrui-mini", DATA);
        String command = RunOptions.commandLine(RunOptions.of(standard));
        assertThat(command).isEqualTo("bunrui train --model bunrui-mini --data " + DATA);
        assertThat(parsed(words(command))).isEqualTo(standard);
    }

    @Test
    void textsOfSettingsAreReadBackAsTheSameSettings() {
        assertThat(RunOptions.parse(RunOptions.of(everythingChanged()), DATA)).isEqualTo(everythingChanged());
        assertThat(RunOptions.parse(Map.of("model", "bunrui-mini"), DATA))
                .isEqualTo(RunSettings.standard("bunrui-mini", DATA));
        assertThat(RunOptions.of(everythingChanged()))
                .containsEntry("lr", "2e-3")
                .containsEntry("lora-alpha", "12.5")
                .containsEntry("target-modules", "query_key_value,dense");
    }

    @Test
    void aTextThatIsNoNumberIsRefusedByTheNameOfItsOption() {
        Map<String, String> wrong = new HashMap<>(
                Map.of("lr", "fast", "batch-size", "1.5", "seed", "x", "micro-batch", "few", "lora-dropout", "NaN"));
        wrong.forEach((option, text) -> assertThatThrownBy(() -> RunOptions.parse(Map.of(option, text), DATA))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--" + option)
                .hasMessageContaining(text));
        Map<String, String> outside = new LinkedHashMap<>(Map.of("lr", "0", "lora-r", "0", "epochs", "-1"));
        outside.forEach((option, text) -> assertThatThrownBy(() -> RunOptions.parse(Map.of(option, text), DATA))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--" + option));
        assertThat(Files.exists(DATA)).isFalse();
    }
}
