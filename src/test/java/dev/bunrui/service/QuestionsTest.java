package dev.bunrui.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuestionsTest {
    private final Questions questions = new Questions();

    private void put(String line) throws JsonProcessingException {
        questions.put(new ObjectMapper().readTree(line));
    }

    private JsonNode next() throws InterruptedException {
        return Objects.requireNonNull(questions.next());
    }

    @Test
    void quickQuestionsGoFirstInTheirOrderAndOfTheLongOnesTheLatestIsLeft() throws Exception {
        put("{\"id\": 1, \"explain\": null}");
        put("{\"id\": 2}");
        put("{\"id\": 3, \"explain\": \"a\"}");
        put("{\"id\": 4}");
        assertThat(next().get("id").asInt()).isEqualTo(2);
        assertThat(next().get("id").asInt()).isEqualTo(4);
        JsonNode lengthy = next();
        assertThat(lengthy.get("id").asInt()).isEqualTo(3);
        assertThat(questions.overtaken(lengthy)).isFalse();
        put("{\"id\": 5}");
        assertThat(questions.overtaken(lengthy)).isFalse();
        assertThat(Objects.requireNonNull(questions.nextBefore(lengthy))
                        .get("id")
                        .asInt())
                .isEqualTo(5);
        assertThat(questions.nextBefore(lengthy)).isNull();
        put("{\"id\": 6, \"explain\": null}");
        assertThat(questions.overtaken(lengthy)).isTrue();
    }

    @Test
    void explanationsGoBeforeSearchesAndNeitherOvertakesTheOther() throws Exception {
        put("{\"id\": 1, \"similar\": 5}");
        JsonNode search = next();
        put("{\"id\": 2, \"explain\": null}");
        assertThat(questions.overtaken(search)).isFalse();
        JsonNode explained = Objects.requireNonNull(questions.nextBefore(search));
        assertThat(explained.get("id").asInt()).isEqualTo(2);
        put("{\"id\": 3, \"similar\": 5}");
        assertThat(questions.nextBefore(explained)).isNull();
        assertThat(questions.overtaken(explained)).isFalse();
        assertThat(questions.overtaken(search)).isTrue();
        assertThat(next().get("id").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsTakenBackIsNotAnswered() throws Exception {
        put("{\"id\": 1, \"explain\": null}");
        JsonNode begun = next();
        put("{\"forget\": 1}");
        assertThat(questions.overtaken(begun)).isTrue();
        put("{\"id\": 2, \"explain\": null}");
        put("{\"forget\": 2}");
        put("{\"id\": 3}");
        put("{\"id\": 4, \"explain\": null}");
        assertThat(next().get("id").asInt()).isEqualTo(3);
        JsonNode last = next();
        assertThat(last.get("id").asInt()).isEqualTo(4);
        assertThat(questions.overtaken(last)).isFalse();
    }

    @Test
    void whatWasAskedIsStillAnsweredWhenTheInputEndsAndNothingAfterIt() throws Exception {
        Questions read = Questions.reading(new BufferedReader(new StringReader("{\"id\": 1}\n{\"id\": 2}\n")));
        assertThat(Objects.requireNonNull(read.next()).get("id").asInt()).isEqualTo(1);
        assertThat(Objects.requireNonNull(read.next()).get("id").asInt()).isEqualTo(2);
        assertThat(read.next()).isNull();
    }
}
