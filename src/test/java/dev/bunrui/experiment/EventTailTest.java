package dev.bunrui.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.experiment.gauge.ProcessorReading;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.message.RequestException;
import dev.bunrui.runtime.CardReading;
import dev.bunrui.training.TrainingEvent;
import dev.bunrui.training.score.Scores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EventTailTest {
    @TempDir
    Path folder;

    private RunFolder run;
    private EventTail tail;

    @BeforeEach
    void open() {
        run = new RunFolder(folder);
        tail = new EventTail(run);
    }

    private static TrainingEvent step(int step) {
        return new TrainingEvent.Stepped(step, 1, 2.5 / step, 1e-3, 100 + step, 0.25);
    }

    private void log(long keep, TrainingEvent... events) {
        try (EventLog log = EventLog.open(run.events(), keep)) {
            for (TrainingEvent event : events) {
                log.append(EventJson.of(event).orElseThrow());
            }
        }
    }

    private long length() throws IOException {
        return Files.size(run.events());
    }

    private static List<TrainingEvent> events(EventTail.News news) {
        return news.events().stream().map(LoggedEvent::event).toList();
    }

    @Test
    void everyEventComesBackAsItWas() {
        Scores scores = Scores.of(3, new int[] {0, 1, 2, 2}, new int[] {0, 1, 1, 2});
        TrainingEvent[] all = {
            new TrainingEvent.Started(0, 12, 3, 2),
            new TrainingEvent.MemoryRanOut(false, 8, 4, 2),
            step(1),
            new TrainingEvent.MemoryRanOut(true, 96, 48, 0),
            new TrainingEvent.Evaluated(1, 0.7, scores, true, 1.5),
            new TrainingEvent.StoppedEarly(4, 2)
        };
        log(0, all);
        assertThat(events(tail.read())).containsExactly(all);
    }

    @Test
    void onlyWhatIsNewIsRead() throws IOException {
        assertThat(tail.read()).isEqualTo(EventTail.News.NONE);
        log(0, step(1), step(2));
        assertThat(events(tail.read())).containsExactly(step(1), step(2));
        log(length(), step(3));
        EventTail.News news = tail.read();
        assertThat(news.anew()).isFalse();
        assertThat(events(news)).containsExactly(step(3));
        assertThat(tail.read().events()).isEmpty();
    }

    @Test
    void aLineThatIsStillBeingWrittenWaitsForItsEnd() throws IOException {
        log(0, step(1), step(2));
        byte[] whole = Files.readAllBytes(run.events());
        for (int cut : new int[] {3, whole.length / 2 + 5, whole.length - 1}) {
            EventTail patient = new EventTail(run);
            Files.write(run.events(), Arrays.copyOf(whole, cut));
            int before = patient.read().events().size();
            Files.write(run.events(), whole);
            EventTail.News rest = patient.read();
            assertThat(rest.anew()).isFalse();
            assertThat(before + rest.events().size()).isEqualTo(2);
        }
    }

    @Test
    void aLogThatWasCutBackIsReadAnewHoweverLongItHasBecome() throws IOException {
        log(0, step(1));
        long saved = length();
        log(saved, step(2), step(3));
        assertThat(tail.read().events()).hasSize(3);
        log(saved, new TrainingEvent.Started(1, 12, 3, 2));
        EventTail.News shorter = tail.read();
        assertThat(shorter.anew()).isTrue();
        assertThat(events(shorter)).containsExactly(step(1), new TrainingEvent.Started(1, 12, 3, 2));
        log(saved, step(2), step(3), step(4), step(5), step(6));
        EventTail.News longer = tail.read();
        assertThat(longer.anew()).isTrue();
        assertThat(longer.events()).hasSize(6);
    }

    @Test
    void aLongLogIsReadWhole() {
        TrainingEvent[] many = new TrainingEvent[20_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = step(i + 1);
        }
        log(0, many);
        assertThat(events(tail.read())).containsExactly(many);
    }

    @Test
    void aGarbledLineIsRefusedByTheFilesName() throws IOException {
        log(0, step(1));
        Files.write(run.events(), "nonsense\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertThatThrownBy(tail::read)
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(run.events().toString());
    }

    @Test
    void whatStandsBeforeAGarbledLineCanBeRead() throws IOException {
        log(0, step(1), step(2));
        Files.write(run.events(), "nonsense\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        log(length(), step(3));
        EventTail.News news = tail.readUpToDamage();
        assertThat(events(news)).containsExactly(step(1), step(2));
        assertThat(news.damage())
                .hasValueSatisfying(damage ->
                        assertThat(damage).hasMessageContaining(run.events().toString()));
        EventTail.News again = tail.readUpToDamage();
        assertThat(again.events()).isEmpty();
        assertThat(again.damage()).isPresent();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aStepIsLoggedWithTheMemoryOfItsProcess() {
        log(0, step(1), new TrainingEvent.Started(1, 12, 3, 2));
        List<LoggedEvent> logged = tail.read().events();
        assertThat(logged.get(0).memory()).isPresent();
        assertThat(logged.get(0).memory().getAsLong())
                .isGreaterThan(10L << 20)
                .isLessThan(Runtime.getRuntime().maxMemory() + (4L << 30));
        assertThat(logged.get(1).memory()).isEmpty();
    }

    private static Reading reading(long step, Optional<CardReading> card) {
        return new Reading(
                Instant.ofEpochMilli(1_700_000_000_123L + step),
                step,
                OptionalDouble.of(2.139e11),
                new ProcessorReading(
                        OptionalDouble.of(1.75),
                        2,
                        OptionalLong.of(700L << 20),
                        3L << 30,
                        8L << 30,
                        OptionalDouble.of(2.5)),
                card);
    }

    @Test
    void readingsComeBackAsTheyWereBesideTheEvents() {
        Reading whole = reading(
                1,
                Optional.of(new CardReading(
                        3,
                        "NVIDIA L4",
                        OptionalInt.of(93),
                        OptionalLong.of(5L << 30),
                        OptionalLong.of(23L << 30),
                        OptionalInt.of(61),
                        OptionalDouble.of(70.5),
                        OptionalDouble.of(72),
                        OptionalInt.of(1980))));
        Reading silent = new Reading(
                whole.time(),
                2,
                OptionalDouble.empty(),
                new ProcessorReading(OptionalDouble.empty(), 4, OptionalLong.empty(), 1, 2, OptionalDouble.empty()),
                Optional.of(new CardReading(
                        0,
                        "NVIDIA GB10",
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalInt.empty())));
        try (EventLog log = EventLog.open(run.events(), 0)) {
            log.append(EventJson.of(step(1)).orElseThrow());
            log.append(EventJson.of(whole));
            log.append(EventJson.of(step(2)).orElseThrow());
            log.append(EventJson.of(silent));
        }
        EventTail.News news = tail.read();
        assertThat(events(news)).containsExactly(step(1), step(2));
        assertThat(news.readings()).containsExactly(whole, silent);
        assertThat(tail.read().readings()).isEmpty();
    }

    @Test
    void readingsAreTakenBackWithTheStepsThatTheyStandAmong() throws IOException {
        Reading first = reading(1, Optional.empty());
        Reading second = reading(2, Optional.empty());
        long saved;
        try (EventLog log = EventLog.open(run.events(), 0)) {
            log.append(EventJson.of(step(1)).orElseThrow());
            log.append(EventJson.of(first));
            saved = log.secured();
            log.append(EventJson.of(step(2)).orElseThrow());
            log.append(EventJson.of(second));
        }
        RunProgress progress = new RunProgress(run);
        progress.read();
        assertThat(progress.reading()).contains(second);
        log(saved, new TrainingEvent.Started(1, 12, 3, 2));
        progress.read();
        assertThat(progress.reading()).contains(first);
        assertThat(tail.read().readings()).containsExactly(first);
    }

    @Test
    void aLogOfTheFirstVersionsIsRead() throws IOException {
        Files.writeString(run.events(), """
            {"time":1.5,"event":"step","step":1,"epoch":1,"loss":2.5,"lr":0.001,"tokens":101,"seconds":0.25}
            {"time":2.0,"event":"evaluation","epoch":1,"loss":0.5,"accuracy":1,"precision":1,"recall":1,"f1":1,"best":true,"seconds":1}
            """);
        List<LoggedEvent> logged = tail.read().events();
        assertThat(logged.get(0)).isEqualTo(new LoggedEvent(Instant.ofEpochMilli(1500), step(1), OptionalLong.empty()));
        assertThat(logged.get(1).event())
                .isInstanceOfSatisfying(
                        TrainingEvent.Evaluated.class,
                        evaluated -> assertThat(evaluated.scores().perClass()).isEmpty());
    }
}
