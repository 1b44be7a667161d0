package dev.bunrui.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.runtime.RuntimeChoice.Bundled;
import dev.bunrui.runtime.RuntimeChoice.Cuda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NativeRuntimeTest {
    private static final CudaBuild LINUX = new CudaBuild("linux-x86_64");

    @TempDir
    Path folder;

    private DriverState driver(String cards) throws IOException {
        return FakeDriver.saying(folder.resolve("bin"), cards, "12.8").state();
    }

    private NativeRuntime runtime(Map<String, String> environment) {
        return new NativeRuntime("Linux", "amd64", environment, new EngineCache(folder.resolve("cache")));
    }

    private RuntimeChoice choose(String cards) throws IOException {
        return runtime(Map.of()).choose(driver(cards));
    }

    private Path build(Path where, String... without) throws IOException {
        Files.createDirectories(where);
        for (String library : LINUX.libraries()) {
            if (!List.of(without).contains(library)) {
                Files.writeString(where.resolve(library), library);
            }
        }
        Files.writeString(where.resolve("libcudart-c3a75b33.so.12"), "cudart");
        return where;
    }

    private Path fetched(String... without) throws IOException {
        return build(new EngineCache(folder.resolve("cache")).folder(LINUX), without);
    }

    /** The sentence is whole in both languages, and in each names what matters. */
    private static void says(RuntimeChoice choice, String reason, String... words) {
        assertThat(choice).isInstanceOfSatisfying(Bundled.class, bundled -> {
            WhyNotGpu why = bundled.why();
            assertThat(why.reason()).isEqualTo(reason);
            assertThat(why.message(Locale.ENGLISH))
                    .contains(words)
                    .contains("used")
                    .endsWith(".")
                    .doesNotContain("{");
            assertThat(why.message(Locale.JAPANESE))
                    .contains(words)
                    .contains("GPU")
                    .endsWith("。")
                    .doesNotContain("{");
        });
    }

    @Test
    void theJniLibraryIsForTheVersionThatBuildsAreHeldTo() throws Exception {
        Properties jni = new Properties();
        try (InputStream in = NativeRuntimeTest.class.getResourceAsStream("/jnilib/pytorch.properties")) {
            jni.load(in);
        }
        assertThat(jni.getProperty("jni_version")).startsWith(CudaBuild.PYTORCH + "-");
        assertThat(NativeRuntimeTest.class.getResource(
                        "/jnilib/linux-x86_64/" + CudaBuild.FLAVOUR + "/libdjl_torch.so"))
                .isNotNull();
    }

    @Test
    void aMachineWithoutADriverIsToldWhichToInstall() {
        says(runtime(Map.of()).choose(DriverState.NONE), "no-driver", "525.60.13");
    }

    @Test
    void systemsWithoutACudaBuildAreToldSo() {
        EngineCache cache = new EngineCache(folder);
        says(new NativeRuntime("Mac OS X", "aarch64", Map.of(), cache).choose(DriverState.NONE), "system", "Mac OS X");
        says(new NativeRuntime("Linux", "aarch64", Map.of(), cache).choose(DriverState.NONE), "system", "aarch64");
        says(new NativeRuntime("Windows 11", "amd64", Map.of(), cache).choose(DriverState.NONE), "no-driver", "528.33");
    }

    @Test
    void aDriverThatDoesNotAnswerIsQuoted() throws Exception {
        DriverState dead = FakeDriver.running(folder.resolve("bin"), "echo Driver/library version mismatch; exit 18\n")
                .state();
        says(runtime(Map.of()).choose(dead), "silent", "Driver/library version mismatch");
    }

    @Test
    void aDriverThatIsTooOldIsNamedWithTheOneThatIsNeeded() throws Exception {
        fetched();
        says(choose(FakeDriver.RTX.replace("570.124.06", "525.60.11")), "old-driver", "525.60.11", "525.60.13");
        assertThat(choose(FakeDriver.RTX.replace("570.124.06", "525.60.13"))).isInstanceOf(Cuda.class);
        says(
                runtime(Map.of()).choose(DriverState.unasked(Optional.of(VersionNumber.of("470.57.02")))),
                "old-driver",
                "470.57.02");
    }

    @Test
    void aDriverWithoutCardsAndHiddenCardsAreToldApart() throws Exception {
        DriverState empty = FakeDriver.running(folder.resolve("bin"), "echo No devices were found; exit 6\n")
                .state();
        says(runtime(Map.of()).choose(empty), "no-card", "NVIDIA");
        for (String hiding : List.of("", "-1", "-1,0")) {
            says(
                    runtime(Map.of("CUDA_VISIBLE_DEVICES", hiding)).choose(driver(FakeDriver.RTX)),
                    "hidden",
                    "CUDA_VISIBLE_DEVICES");
        }
    }

    @Test
    void withoutABuildItIsOfferedOnlyToThoseWhoseCardCanUseIt() throws Exception {
        says(choose(FakeDriver.RTX), "no-build", "bunrui runtime download");
        String old = FakeDriver.RTX.replace("8.9", "6.1").replace("RTX 4090", "GTX 1080");
        says(choose(old), "old-card", "GTX 1080", "6.1", "7.5");
        assertThat(new GpuReport(driver(FakeDriver.RTX), choose(FakeDriver.RTX)).fetchable())
                .isTrue();
        assertThat(new GpuReport(driver(old), choose(old)).fetchable()).isFalse();
    }

    @Test
    void oneCardThatIsNewEnoughIsEnough() throws Exception {
        fetched();
        assertThat(choose(FakeDriver.RTX.replace("8.9", "6.1") + "1" + FakeDriver.RTX.substring(1)))
                .isInstanceOf(Cuda.class);
        assertThat(choose(FakeDriver.RTX.replace("8.9", "[N/A]"))).isInstanceOf(Cuda.class);
    }

    @Test
    void aCardThatIsBusyOrForbiddenIsNamedWithWhatIsFree() throws Exception {
        fetched();
        says(choose(FakeDriver.RTX.replace("23980", "300")), "busy", "RTX 4090", "300.0 MiB", "1.0 GiB");
        says(choose(FakeDriver.RTX.replace("Default", "Prohibited")), "prohibited", "RTX 4090", "nvidia-smi -i 0");
        assertThat(choose(FakeDriver.RTX.replace("23980", "[N/A]"))).isInstanceOf(Cuda.class);
        assertThat(choose(FakeDriver.RTX.replace("23980", "300") + "1" + FakeDriver.RTX.substring(1)))
                .isInstanceOf(Cuda.class);
    }

    @Test
    void djlsBuildIsUsedWhereItIsWhole() throws Exception {
        Path cached = fetched();
        assertThat(choose(FakeDriver.RTX))
                .isEqualTo(new Cuda(cached, "cu128", Optional.of(cached.resolve("libcudart-c3a75b33.so.12"))));
        assertThat(new GpuReport(driver(FakeDriver.RTX), choose(FakeDriver.RTX)).message(Locale.ENGLISH))
                .contains(cached.toString());
        Files.delete(cached.resolve("libtorch_cuda.so"));
        says(choose(FakeDriver.RTX), "damaged", "libtorch_cuda.so", "bunrui runtime remove");
    }

    @Test
    void anInstalledPyTorchIsUsedIfItsVersionFits() throws Exception {
        Path lib = build(folder.resolve("site-packages/torch/lib"));
        Files.delete(lib.resolve("libcudart-c3a75b33.so.12"));
        Path runtime = Files.createDirectories(folder.resolve("site-packages/nvidia/cuda_runtime/lib"));
        Files.writeString(runtime.resolve("libcudart.so.12"), "cudart");
        Path version = lib.resolveSibling("version.py");
        Files.writeString(version, "from typing import Optional\n__version__ = '2.7.1+cu126'\ncuda = '12.6'\n");
        NativeRuntime asked = runtime(Map.of("PYTORCH_LIBRARY_PATH", "/nowhere:" + lib));
        assertThat(asked.choose(driver(FakeDriver.RTX))).isInstanceOfSatisfying(Cuda.class, cuda -> {
            assertThat(cuda.folder()).isEqualTo(lib);
            assertThat(cuda.flavour()).isEqualTo("cu126");
            assertThat(cuda.cudart().orElseThrow())
                    .hasFileName("libcudart.so.12")
                    .exists();
        });
        // Its kernels go further back than those of DJL's build.
        assertThat(asked.choose(driver(FakeDriver.RTX.replace("8.9", "6.1")))).isInstanceOf(Cuda.class);
        says(asked.choose(driver(FakeDriver.RTX.replace("8.9", "3.5"))), "old-card", "3.5", "5.0");

        Files.writeString(version, "__version__: str = \"2.9.0+cu128\"\n");
        says(asked.choose(driver(FakeDriver.RTX)), "other-version", "2.9.0+cu128", "2.7.1", lib.toString());
        Files.delete(version);
        says(asked.choose(driver(FakeDriver.RTX)), "no-version", "PYTORCH_VERSION", lib.toString());
        Map<String, String> named = new HashMap<>(asked.environment());
        named.put("PYTORCH_VERSION", "2.7.1");
        assertThat(runtime(named).choose(driver(FakeDriver.RTX))).isInstanceOf(Cuda.class);
        Files.writeString(lib.resolveSibling("build-version"), "2.7.1+cpu\n");
        Files.delete(lib.resolve("libc10_cuda.so"));
        says(asked.choose(driver(FakeDriver.RTX)), "cpu-library", "libc10_cuda.so", lib.toString());
        says(
                runtime(Map.of("PYTORCH_LIBRARY_PATH", "/nowhere")).choose(driver(FakeDriver.RTX)),
                "no-library",
                "PYTORCH_LIBRARY_PATH",
                "/nowhere");

        Path cached = fetched();
        assertThat(asked.choose(driver(FakeDriver.RTX)))
                .isInstanceOfSatisfying(
                        Cuda.class, cuda -> assertThat(cuda.folder()).isEqualTo(cached));
    }

    @Test
    void theCacheIsWhereDjlLooksForIt() {
        Path user = folder;
        assertThat(EngineCache.of(Map.of(), user, Path.of("/tmp")).folder(LINUX))
                .isEqualTo(user.resolve(".djl.ai/pytorch/2.7.1-cu128-linux-x86_64"));
        assertThat(EngineCache.of(Map.of("DJL_CACHE_DIR", "/a"), user, user).root())
                .isEqualTo(Path.of("/a"));
        assertThat(EngineCache.of(Map.of("DJL_CACHE_DIR", "/a", "ENGINE_CACHE_DIR", "/b"), user, user)
                        .root())
                .isEqualTo(Path.of("/b"));
    }

    @Test
    void aBuildThatWasTriedInVainIsToldWithWhatCameOfIt() {
        says(new Bundled(WhyNotGpu.blind("/build")), "blind", "/build", "bunrui runtime show");
        says(new Bundled(WhyNotGpu.unloadable("/build", "/home/runtime.log")), "unloadable", "/build", "runtime.log");
    }
}
