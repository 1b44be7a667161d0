package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs are gone on with, or none. */
class GoingOnTest {
    @TempDir
    Path home;

    @Test
    void whereOneIsInAClustersQueueAllAreLeftAsTheyWere() throws Exception {
        AppFolders folders = new AppFolders(Path.of(""), home);
        BackgroundService service = new BackgroundService(folders);
        RunFolder mine = SavedRun.stopped(folders.runs(), "mine", Instant.EPOCH);
        mine.askToStop();
        RunFolder clusters = SavedRun.stopped(folders.runs(), "clusters", Instant.EPOCH);
        clusters.noteQueue("Slurm 123_4");
        assertThatThrownBy(() -> service.goOn(List.of(mine, clusters)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("clusters")
                .hasMessageContaining("Slurm 123_4");
        assertThat(service.queue().runs()).isEmpty();
        assertThat(mine.askedToStop()).isTrue();
    }
}
