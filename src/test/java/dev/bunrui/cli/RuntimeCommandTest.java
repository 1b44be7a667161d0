package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.Launcher;
import dev.bunrui.file.AppFolders;
import dev.bunrui.runtime.CudaBuild;
import dev.bunrui.runtime.FakeDriver;
import dev.bunrui.runtime.RuntimeHost;
import dev.bunrui.service.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands in processes of their own, beside a real server and a driver that a script plays. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64"})
class RuntimeCommandTest {
    private static final List<String> LIBRARIES =
            List.of("libc10.so", "libc10_cuda.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so");
    private static final int LARGE = 6_000_000;

    @TempDir
    Path home;

    private ProcessBuilder program(String... arguments) {
        ProcessBuilder builder = JavaProcess.of(new AppFolders(Path.of(""), home), Launcher.class, arguments);
        builder.environment().put("NO_PROXY", "*");
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()));
    }

    private Path errors() {
        return home.resolve("errors");
    }

    private record Ended(int code, String out) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    private static Ended end(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), out);
    }

    private RuntimeHost host() throws IOException {
        Map<String, byte[]> libraries = new TreeMap<>();
        LIBRARIES.forEach(name -> libraries.put(name, name.getBytes(StandardCharsets.UTF_8)));
        byte[] large = new byte[LARGE];
        new Random(6).nextBytes(large);
        libraries.put("libtorch_cuda.so", large);
        return new RuntimeHost("linux-x86_64", libraries);
    }

    private ProcessBuilder beside(RuntimeHost host, String... arguments) {
        ProcessBuilder builder = program(arguments);
        builder.environment().put("BUNRUI_RUNTIME_MIRROR", host.mirror());
        builder.environment().put("DJL_CACHE_DIR", home.resolve("djl").toString());
        return builder;
    }

    private Path build() {
        return home.resolve("djl/pytorch/2.7.1-cu128-linux-x86_64");
    }

    @Test
    void theBuildIsFetchedOnlyWithConsentAndShownAndRemoved() throws Exception {
        try (RuntimeHost host = host()) {
            assertThat(end(beside(host, "--lang", "en", "runtime", "download")).code())
                    .isEqualTo(1);
            assertThat(errors()).content().contains("5 files, 5.7 MiB", "free", CudaBuild.TERMS, "[y/N]", "--yes");
            assertThat(build()).doesNotExist();
            assertThat(host.sent()).isZero();
            Ended fetched = end(beside(host, "--lang", "en", "runtime", "download", "--yes"));
            assertThat(fetched.code()).as(fetched.out()).isZero();
            assertThat(fetched.out()).contains("The CUDA build is here: " + build());
            assertThat(build().resolve("libtorch.so")).hasContent("libtorch.so");
            JsonNode shown = end(beside(host, "runtime", "show", "--json")).json();
            assertThat(shown.get("build").asText()).isEqualTo(build().toString());
            assertThat(shown.get("build_there").asBoolean()).isTrue();
            assertThat(shown.get("build_bytes").asLong()).isGreaterThan(LARGE);
            assertThat(end(beside(host, "runtime", "remove")).code()).isEqualTo(1);
            assertThat(build()).exists();
            assertThat(end(beside(host, "runtime", "remove", "--yes", "--json"))
                            .json()
                            .get("freed")
                            .asLong())
                    .isGreaterThan(LARGE);
            assertThat(build()).doesNotExist();
        }
    }

    @Test
    void aFetchThatIsKilledGoesOn() throws Exception {
        try (RuntimeHost host = host()) {
            host.holdAfter(5_000_000);
            Process killed = beside(host, "runtime", "download", "--yes").start();
            host.awaitHeld(5_000_000);
            killed.destroyForcibly().waitFor();
            assertThat(build()).doesNotExist();
            host.release();
            assertThat(end(beside(host, "runtime", "download", "--yes")).code()).isZero();
            assertThat(build().resolve("libtorch_cuda.so")).hasSize(LARGE);
            assertThat(host.sent()).isLessThan(LARGE + 5_000_000);
        }
    }

    private ProcessBuilder withDriver(String cards, String... arguments) throws IOException {
        FakeDriver driver = FakeDriver.saying(home.resolve("bin"), cards, "12.8");
        ProcessBuilder builder = program(arguments);
        builder.environment().put("PATH", driver.folder() + ":/usr/bin:/bin");
        return builder;
    }

    @Test
    void doctorSaysWhyTheCardIsNotUsed() throws Exception {
        ProcessBuilder without = withDriver(FakeDriver.RTX, "--lang", "ja", "doctor");
        without.environment().remove("PYTORCH_LIBRARY_PATH");
        assertThat(end(without).out())
                .contains("570.124.06, CUDA 12.8", "NVIDIA GeForce RTX 4090, compute capability 8.9, 24.0 GiB")
                .contains("bunrui runtime download");
        JsonNode old = end(withDriver(FakeDriver.RTX.replace("8.9", "6.1"), "doctor", "--json"))
                .json()
                .get("gpu");
        assertThat(old.get("used").asBoolean()).isFalse();
        assertThat(old.get("reason").asText()).isEqualTo("old-card");
        assertThat(old.get("cards").get(0).get("compute_capability").asText()).isEqualTo("6.1");
    }

    private Path installed(String version) throws IOException {
        Path lib = Files.createDirectories(home.resolve("libtorch").resolve("lib"));
        for (String library : LIBRARIES) {
            Files.writeString(lib.resolve(library), "no library at all");
        }
        Files.writeString(lib.resolveSibling("build-version"), version + "\n");
        return lib;
    }

    @Test
    void aBuildThatCannotBeLoadedIsNotUsedAndTheProcessorIs() throws Exception {
        Path lib = installed("2.7.1+cu128");
        for (int time = 0; time < 2; time++) {
            ProcessBuilder doctor = withDriver(FakeDriver.RTX, "doctor", "--json");
            doctor.environment().put("PYTORCH_LIBRARY_PATH", lib.toString());
            JsonNode found = end(doctor).json();
            assertThat(found.get("gpu").get("reason").asText()).isEqualTo("unloadable");
            assertThat(found.get("gpu").get("sentence").asText())
                    .contains(
                            lib.toString(), home.resolve("service/runtime.log").toString());
            assertThat(found.get("devices"))
                    .singleElement()
                    .extracting(JsonNode::asText)
                    .isEqualTo("cpu");
            assertThat(found.get("fp32_flops").asLong()).isPositive();
        }
        assertThat(home.resolve("service/runtime.log")).content().contains("libtorch");
    }

    @Test
    void anInstalledPyTorchOfAnotherVersionIsNotLoaded() throws Exception {
        Path lib = installed("2.9.0+cu128");
        ProcessBuilder doctor = withDriver(FakeDriver.RTX, "doctor", "--json");
        doctor.environment().put("PYTORCH_LIBRARY_PATH", lib.toString());
        JsonNode found = end(doctor).json();
        assertThat(found.get("gpu").get("reason").asText()).isEqualTo("other-version");
        assertThat(found.get("pytorch").asText()).startsWith("2.7.1");
    }
}
