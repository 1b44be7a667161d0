package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.message.RequestException;
import dev.bunrui.message.SentenceException;
import dev.bunrui.message.Told;
import java.util.Locale;
import java.util.Optional;

/**
 * How a process tells the one that started it what is wrong: {@code {"refused": {"en": …, "ja": …}}}, in both languages,
 * since the window's may have changed meanwhile.
 */
final class Refusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Refusal() {}

    static ObjectNode of(SentenceException refusal) {
        ObjectNode node = JSON.createObjectNode();
        node.putObject("refused")
                .put("en", refusal.message(Locale.ENGLISH))
                .put("ja", refusal.message(Locale.JAPANESE));
        return node;
    }

    /** The refusal, if an answer is one. */
    static Optional<RequestException> in(JsonNode answer) {
        JsonNode refused = answer.path("refused");
        Told sentence = locale ->
                refused.path(locale.getLanguage().equals("ja") ? "ja" : "en").asText();
        return refused.isObject()
                ? Optional.of(new RequestException(Refusal.class, "refused", sentence))
                : Optional.empty();
    }
}
