package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.file.AppFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
    @TempDir
    Path folder;

    @Test
    void aWholeProgramOverAWritableFolderIsWell() {
        Health health = Health.of(new AppFolders(Path.of(""), folder.resolve("not made yet")));
        assertThat(health.well()).isTrue();
        assertThat(health.diskFree()).isPositive();
        assertThat(health.missing()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidWithTheWayOut() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Health health = Health.of(new AppFolders(Path.of(""), file.resolve("home")));
        assertThat(health.well()).isFalse();
        assertThat(health.sentences()).singleElement().asString().contains(file.toString(), "BUNRUI_HOME");
    }

    @Test
    void whatDidNotComeWithTheProgramIsNamed() {
        Health health = Health.of(new AppFolders(folder, folder));
        assertThat(health.well()).isFalse();
        assertThat(health.missing()).hasSize(2);
        assertThat(String.join("\n", health.sentences())).contains("bunrui-mini", "sample-data");
    }

    @Test
    void aDiskThatIsNearlyFullIsWarnedOfAndKeepsNobodyFromWorking() {
        Health health = new Health(folder, true, 1L << 30, List.of());
        assertThat(health.well()).isTrue();
        assertThat(health.sentences()).singleElement().asString().contains("1.0 GiB");
        assertThat(new Health(folder, true, 1L << 32, List.of()).sentences()).isEmpty();
    }

    @Test
    void theServicesLastErrorIsToldForADay() throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), folder);
        assertThat(ServiceLog.lastError(folders)).isEmpty();
        OffsetDateTime now = OffsetDateTime.now(ZoneId.systemDefault()).withNano(1_000_000);
        Files.createDirectories(folders.service());
        Files.writeString(ServiceLog.in(folders), line(now.minusDays(2), "ERROR", "older"));
        assertThat(ServiceLog.lastError(folders)).isEmpty();
        Files.writeString(
                ServiceLog.in(folders),
                line(now, "ERROR", "/runs/a cannot be worked on") + "java.io.IOException: x\n\tat y\n"
                        + line(now, "INFO ", "ends"));
        assertThat(ServiceLog.lastError(folders))
                .get()
                .asString()
                .contains("/runs/a cannot be worked on", ServiceLog.in(folders).toString());
    }

    private static String line(OffsetDateTime time, String level, String words) {
        return time + " " + level + " [main] dev.bunrui.service.ServiceProcess " + words + "\n";
    }
}
