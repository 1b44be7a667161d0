package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.adapter.PeftFolder;
import dev.bunrui.experiment.ExportCheck;
import dev.bunrui.experiment.MergedExport;
import dev.bunrui.experiment.RunExport;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.SafetensorsWriter;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real run, exported in every way, and real processes that load what was written. */
class ExportCheckingTest {
    @TempDir
    static Path home;

    private static AppFolders folders;
    private static ModelLocator models;
    private static RunFolder run;

    @TempDir
    Path desk;

    @BeforeAll
    static void train() throws Exception {
        folders = new AppFolders(Path.of(""), home);
        models = new ModelLocator(folders.assets());
        run = TinyRun.trained(folders, "実行 1", TinyRun.data(home), 2);
    }

    private static ExportCheck check(Path exported) {
        return check(run, exported);
    }

    private static ExportCheck check(RunFolder run, Path exported) {
        return ExportChecking.check(
                        folders,
                        new ExportChecking.Order(run, exported, "cpu", "fp32"),
                        share -> assertThat(share).isBetween(0.0, 1.0))
                .orElseThrow();
    }

    @Test
    void aMergedModelAnswersAsItsRunDoes() throws Exception {
        Path merged = desk.resolve("モデル");
        MergedExport.write(run, models, merged, (bytes, all) -> {});
        ExportCheck check = check(merged);
        assertThat(check.own()).isTrue();
        assertThat(check.articles()).isEqualTo(6);
        assertThat(check.changed()).isZero();
        assertThat(check.relative()).isPositive().isLessThan(1e-4);
        String card = Files.readString(merged.resolve("README.md"));
        assertThat(card)
                .contains("TEMPLATE = \"{body}\"", "| 1 | class-1 |", "# 日本語")
                .contains("likely too narrow", "実際より狭くなりがち")
                .doesNotContain("@");
        try (var left = Files.list(desk)) {
            assertThat(left).containsExactly(merged);
        }
    }

    @Test
    void theAdapterAndThePackedRunAnswerExactlyAsTheRunDoes() {
        for (String name : List.of("adapter", "run.zip")) {
            RunExport.to(desk.resolve(name), run);
            ExportCheck check = check(desk.resolve(name));
            assertThat(check.absolute()).isZero();
            assertThat(check.changed()).isZero();
        }
    }

    @Test
    void whatAnswersOtherwiseIsShown() {
        Path exported = desk.resolve("adapter");
        RunExport.to(exported, run);
        Path file = exported.resolve("adapter_model.safetensors");
        Safetensors weights = Safetensors.open(file);
        List<StoredTensor> turned = new ArrayList<>();
        for (String name : weights.names()) {
            StoredTensor tensor = weights.find(name).orElseThrow();
            float[] values = tensor.floats();
            for (int i = 0; i < values.length && name.contains("score"); i++) {
                values[i] = -values[i];
            }
            turned.add(StoredTensor.of(name, values, tensor.shape()));
        }
        SafetensorsWriter.write(file, turned);
        ExportCheck check = check(exported);
        assertThat(check.changed()).isEqualTo(check.articles());
        assertThat(check.absolute()).isGreaterThan(0.1);
        assertThat(ExportCheck.read(check.json())).isEqualTo(check);
    }

    @Test
    void whatCannotBeLoadedIsSaidInASentence() throws Exception {
        Path exported = desk.resolve("adapter");
        RunExport.to(exported, run);
        Files.write(exported.resolve("adapter_model.safetensors"), new byte[] {1, 2, 3});
        assertThatThrownBy(() -> check(exported))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("adapter_model.safetensors");
    }

    @Test
    void theSampleArticlesStandInForArticlesThatAreGone() throws Exception {
        Path data = TinyRun.data(Files.createDirectory(desk.resolve("data")));
        RunFolder other = TinyRun.trained(folders, "gone", data, 1);
        Files.delete(data);
        RunExport.to(desk.resolve("adapter"), other);
        ExportCheck check = check(other, desk.resolve("adapter"));
        assertThat(check.own()).isFalse();
        assertThat(check.articles()).isEqualTo(100);
        assertThat(check.absolute()).isZero();
    }

    @Test
    void aMergedModelOverwritesNothingAndLeavesNothingWhenItIsEnded() throws Exception {
        Path full = Files.createDirectory(desk.resolve("full"));
        Files.writeString(full.resolve("mine"), "mine");
        assertThatThrownBy(() -> MergedExport.write(run, models, full, (bytes, all) -> {}))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(full.toString());
        assertThatThrownBy(() -> MergedExport.write(run, models, desk.resolve("new"), (bytes, all) -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> MergedExport.write(run, models, desk.resolve("a.zip"), (bytes, all) -> {}))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("a.zip");
        try (var left = Files.list(desk)) {
            assertThat(left).containsExactly(full);
        }
        assertThat(PeftFolder.read(run.adapter()).fanInFanOut()).isFalse();
    }
}
