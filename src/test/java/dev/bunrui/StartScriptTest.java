package dev.bunrui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script with a Java that only tells how it was called. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
    @TempDir
    Path folder;

    private Path app;
    private Path java;

    @BeforeEach
    void install() throws Exception {
        app = Files.createDirectories(folder.resolve("アプリ 1"));
        Path bin = Files.createDirectory(app.resolve("bin"));
        Files.copy(Path.of("src/main/app/bin/bunrui"), bin.resolve("bunrui"));
        bin.resolve("bunrui").toFile().setExecutable(true);
        java = Files.createDirectories(folder.resolve("jdk").resolve("bin")).resolve("java");
        Files.writeString(
                java, "#!/bin/sh\nfor a in \"$@\"; do echo \"<$a>\"; done\necho \"$OPT_OUT_TRACKING\"\nexit 7\n");
        java.toFile().setExecutable(true);
    }

    private record Ended(int code, List<String> lines) {}

    private Ended run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out.lines().toList());
    }

    @Test
    void argumentsAndExitCodePassUnchanged() throws Exception {
        Path jdk = java.getParent().getParent();
        Ended ended = run(
                app.resolve("bin/bunrui"),
                Map.of("JAVA_HOME", jdk.toString()),
                "classify",
                "--title",
                "犬 と 猫",
                "",
                "*");
        assertThat(ended.code()).isEqualTo(7);
        assertThat(ended.lines())
                .containsSequence("<dev.bunrui.Launcher>", "<classify>", "<--title>", "<犬 と 猫>", "<>", "<*>", "true")
                .contains("<-Dbunrui.app=" + app.toRealPath() + ">", "<-Dfile.encoding=UTF-8>");
    }

    @Test
    void optionsForJavaComeFromTheEnvironmentAndOutweighItsOwn() throws Exception {
        String jdk = java.getParent().getParent().toString();
        Ended ended = run(
                app.resolve("bin/bunrui"),
                Map.of("JAVA_HOME", jdk, "BUNRUI_JAVA_OPTIONS", "-Xmx4g -Dx=y"),
                "--version");
        assertThat(ended.lines()).containsSubsequence("<-Xmx1g>", "<-Xmx4g>", "<-Dx=y>", "<dev.bunrui.Launcher>");
    }

    @Test
    void linkToTheScriptFindsTheApp() throws Exception {
        Path link = folder.resolve("bunrui");
        Files.createSymbolicLink(link, Path.of("アプリ 1/bin/bunrui"));
        Ended ended = run(link, Map.of("JAVA_HOME", java.getParent().getParent().toString()), "--version");
        assertThat(ended.lines()).contains("<-Dbunrui.app=" + app.toRealPath() + ">");
    }

    @Test
    void missingJavaIsSaid() throws Exception {
        Ended ended = run(app.resolve("bin/bunrui"), Map.of("JAVA_HOME", folder.toString()));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).hasSize(1);
        assertThat(ended.lines().get(0)).contains("JAVA_HOME");
    }
}
