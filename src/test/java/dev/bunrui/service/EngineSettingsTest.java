package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.RuntimeChoice;
import dev.bunrui.runtime.RuntimeChoice.Bundled;
import dev.bunrui.runtime.RuntimeChoice.Cuda;
import dev.bunrui.runtime.WhyNotGpu;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a worker is started with each choice. */
@DisabledOnOs(OS.WINDOWS)
class EngineSettingsTest {
    private static final RuntimeChoice BUNDLED = new Bundled(WhyNotGpu.unloadable("build", "log"));

    @TempDir
    Path home;

    private ProcessBuilder worker(RuntimeChoice choice) {
        return JavaProcess.on(choice, new AppFolders(Path.of(""), home), WorkerProcess.class, "run");
    }

    private static String after(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }

    @Test
    void theBundledBuildIsOnTheClassPathAndNoVariableLeadsElsewhere() {
        ProcessBuilder worker = worker(BUNDLED);
        assertThat(after(worker.command(), "-cp")).contains("pytorch-native-cpu");
        assertThat(worker.command()).endsWith(WorkerProcess.class.getName(), "run");
        assertThat(worker.environment())
                .doesNotContainKeys("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");
        assertThat(worker.environment()).containsEntry("BUNRUI_RUNTIME", "cpu");
    }

    @Test
    void aCudaBuildIsNamedAndTheOtherIsLeftOut() throws Exception {
        Path cudart = Files.writeString(home.resolve("libcudart-c3a75b33.so.12"), "cudart");
        ProcessBuilder worker = worker(new Cuda(home.resolve("build"), "cu126", Optional.of(cudart)));
        assertThat(after(worker.command(), "-cp"))
                .doesNotContain("pytorch-native-cpu")
                .contains("pytorch-jni");
        assertThat(worker.command()).contains("-Dai.djl.offline=true");
        assertThat(worker.environment())
                .containsEntry("PYTORCH_LIBRARY_PATH", home.resolve("build").toString())
                .containsEntry("PYTORCH_VERSION", "2.7.1")
                .containsEntry("PYTORCH_FLAVOR", "cu128")
                .containsEntry("BUNRUI_RUNTIME", "cuda");
        Path links = Path.of(worker.command().stream()
                .filter(option -> option.startsWith("-Djna.library.path="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*=", ""));
        assertThat(links.resolve("libcudart.so")).hasContent("cudart");
        // Whoever is started next, by this worker too, has the whole class path again.
        assertThat(worker.command())
                .anyMatch(option -> option.startsWith("-Dbunrui.class.path=") && option.contains("pytorch-native-cpu"));
        Path other = Files.writeString(home.resolve("libcudart-other.so.12"), "other");
        worker(new Cuda(home.resolve("build"), "cu128", Optional.of(other)));
        assertThat(links.resolve("libcudart.so")).hasContent("other");
    }

    @Test
    void cardsAreCountedAsTheDriverDoesUnlessTheUserHasSaidOtherwise() {
        RuntimeChoice cuda = new Cuda(home.resolve("build"), "cu128", Optional.empty());
        EngineSettings settings = new EngineSettings(new AppFolders(Path.of(""), home), cuda);
        Map<String, String> worker = new HashMap<>();
        settings.set(worker);
        assertThat(worker).containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
        Map<String, String> asked = new HashMap<>(Map.of("CUDA_DEVICE_ORDER", "FASTEST_FIRST"));
        settings.set(asked);
        assertThat(asked).containsEntry("CUDA_DEVICE_ORDER", "FASTEST_FIRST");
    }

    @Test
    void whatTheUserHasSetIsAskedForAgainByProcessesOfTheWorker() {
        Map<String, String> user =
                Map.of("PYTORCH_LIBRARY_PATH", "/mine", "PYTORCH_VERSION", "2.7.1", "HOME", "/home/me");
        assertThat(EngineSettings.asked(user)).isEqualTo(user);
        assertThat(EngineSettings.plain(user)).isFalse();
        for (RuntimeChoice choice : List.of(BUNDLED, new Cuda(Path.of("/build"), "cu128", Optional.empty()))) {
            EngineSettings settings = new EngineSettings(new AppFolders(Path.of(""), home), choice);
            Map<String, String> worker = new HashMap<>(user);
            settings.set(worker);
            assertThat(EngineSettings.chosen(worker)).isTrue();
            assertThat(EngineSettings.asked(worker)).containsAllEntriesOf(user).doesNotContainKey("PYTORCH_FLAVOR");
            Map<String, String> next = new HashMap<>(worker);
            settings.set(next);
            assertThat(next).isEqualTo(worker);
        }
    }
}
