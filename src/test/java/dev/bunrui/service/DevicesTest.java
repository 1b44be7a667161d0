package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTest {
    @TempDir
    Path folder;

    private static Devices named(String list, int cards) {
        return Devices.of(Map.of(Devices.VARIABLE, list), cards);
    }

    @Test
    void everyCardHasAWorkerAndAMachineWithoutCardsHasOne() {
        assertThat(Devices.of(Map.of(), 3).names()).containsExactly("cuda:0", "cuda:1", "cuda:2");
        assertThat(Devices.of(Map.of(), 0).names()).containsExactly("auto");
        assertThat(named(" ", 2)).isEqualTo(Devices.of(Map.of(), 2));
    }

    @Test
    void theVariableNamesThemAndOneThatStandsTwiceHasTwoWorkers() {
        assertThat(named("cuda:1", 2).names()).containsExactly("cuda:1");
        assertThat(named("cpu, cuda ,cpu", 1).names()).containsExactly("cpu", "cuda:0", "cpu");
        assertThat(named("cpu,cuda,cpu", 1).workers("cpu")).isEqualTo(2);
        assertThat(Devices.read(named("cpu,cuda:1", 2).toString())).isEqualTo(named("cpu,cuda:1", 2));
    }

    @Test
    void whatIsNoDeviceIsRefusedInBothLanguages() {
        for (String wrong : List.of("gpu", "auto", "cpu,", "cuda:x", "cpu;cpu")) {
            assertThatThrownBy(() -> Devices.check(Map.of(Devices.VARIABLE, wrong)))
                    .isInstanceOfSatisfying(RequestException.class, refusal -> {
                        assertThat(refusal.message(Locale.ENGLISH)).contains("BUNRUI_DEVICES", "no device");
                        assertThat(refusal.message(Locale.JAPANESE))
                                .contains("BUNRUI_DEVICES", "デバイスではありません")
                                .endsWith("。");
                    });
        }
        Devices.check(Map.of(Devices.VARIABLE, "cuda:7")); // whether it is there only the machine knows
        assertThatThrownBy(() -> named("cpu,cuda:7", 2))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("BUNRUI_DEVICES names cuda:7", "2 NVIDIA");
    }

    @Test
    void aRunFitsTheWorkerOfItsDeviceAndEveryWorkerWhereThatDeviceHasNone() {
        Devices devices = new Devices(List.of("cuda:0", "cuda:1"));
        assertThat(devices.fit("cuda:0", "auto")).isTrue();
        assertThat(devices.fit("cuda:1", "auto")).isTrue();
        assertThat(devices.fit("cuda:1", "cuda:1")).isTrue();
        assertThat(devices.fit("cuda:0", "cuda:1")).isFalse();
        assertThat(devices.fit("cuda:0", "cpu")).isTrue();
        assertThat(new Devices(List.of("auto")).fit("auto", "cuda:3")).isTrue();
    }

    @Test
    void aRunAsksForTheDeviceOnWhichItWasBegun() throws Exception {
        RunFolder run = RunRequest.make(folder, "run", TinyRun.settings(folder, 1));
        assertThat(Devices.askedBy(run)).isEqualTo("cpu");
        String request = Files.readString(run.request());
        Files.writeString(run.request(), request.replace("\"device\" : \"cpu\"", "\"device\" : \"cuda\""));
        assertThat(Devices.askedBy(run)).isEqualTo("cuda:0");
        Files.writeString(run.manifest(), "{");
        assertThat(Devices.askedBy(run)).isEqualTo("auto");
    }
}
