package dev.bunrui.experiment.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunRequest;
import dev.bunrui.experiment.SavedRun;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.message.RequestException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardExportTest {
    private static final Path FIXTURE = Path.of("src/test/resources/dev/bunrui/experiment/board/scalars.tfevents");
    private static final Instant TIME = Instant.parse("2025-01-02T03:04:05.125Z");

    @TempDir
    Path folder;

    @Test
    void recordsAreThoseOfTensorBoardsOwnWriter() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordFile.write(out, BoardEvent.version(TIME));
        for (Scalar scalar : List.of(
                new Scalar(TIME, 0, "val/f1", 0.0625),
                new Scalar(TIME, 1, "train/loss", 2),
                new Scalar(TIME, 300, "train/lr", 5e-4),
                new Scalar(TIME, 300, "val/損失", 0.1))) {
            RecordFile.write(out, BoardEvent.of(scalar));
        }
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(FIXTURE));
    }

    @Test
    void finishedRunHasItsStepsItsValidationsAndItsTest() throws Exception {
        RunFolder run = SavedRun.finished(folder.resolve("runs"), "実行 1", TIME);
        assertThat(RunScalars.of(run))
                .extracting(Scalar::step, Scalar::tag, Scalar::value)
                .contains(
                        tuple(1L, "train/loss", 1.0),
                        tuple(4L, "train/loss", 0.25),
                        tuple(4L, "train/lr", 1e-2),
                        tuple(2L, "train/tokens_per_second", 6400.0),
                        tuple(4L, "val/loss", 0.9),
                        tuple(4L, "val/f1", 0.625),
                        tuple(4L, "val/accuracy", 0.6),
                        tuple(4L, "test/accuracy", 0.75))
                .anyMatch(scalar -> scalar.toList().get(1).equals("test/f1"));
    }

    @Test
    void everyRunHasAFolderOfItsOwnWithOneWholeFile() throws Exception {
        RunFolder run = SavedRun.finished(folder.resolve("runs"), "実行 1", TIME);
        RunFolder other = SavedRun.stopped(folder.resolve("runs"), "half", TIME);
        Path logs = folder.resolve("logs");
        Path written = BoardExport.write(run, logs);
        assertThat(written).isEqualTo(logs.resolve("実行 1"));
        assertThat(BoardExport.write(other, logs)).isEqualTo(logs.resolve("half"));
        try (Stream<Path> files = Files.list(written)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(all.get(0).getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d{10}\\.bunrui");
            assertThat(records(all.get(0))).isEqualTo(1 + RunScalars.of(run).size());
        }
    }

    /** How many records a file has, which must end with the last of them. */
    private static int records(Path file) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int count = 0;
        while (bytes.hasRemaining()) {
            long length = bytes.getLong();
            bytes.position(bytes.position() + Integer.BYTES + (int) length + Integer.BYTES);
            count++;
        }
        return count;
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenInto() throws Exception {
        RunFolder run = SavedRun.finished(folder.resolve("runs"), "run", TIME);
        Path there = Files.createDirectories(folder.resolve("logs").resolve("run"));
        assertThatThrownBy(() -> BoardExport.write(run, folder.resolve("logs")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(there.toString());
        assertThat(there).isEmptyDirectory();
    }

    @Test
    void runWithoutAStepAndOneWithADamagedLogAreRefused() throws Exception {
        Path runs = folder.resolve("runs");
        RunFolder waiting = RunRequest.make(runs, "waiting", TinyRun.settings(folder.resolve("words.csv"), 1));
        assertThatThrownBy(() -> BoardExport.write(waiting, folder.resolve("logs")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("waiting");
        RunFolder damaged = SavedRun.finished(runs, "damaged", TIME);
        Files.write(damaged.events(), "no event\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThatThrownBy(() -> BoardExport.write(damaged, folder.resolve("logs")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("events.jsonl");
        assertThat(folder.resolve("logs")).doesNotExist();
    }
}
