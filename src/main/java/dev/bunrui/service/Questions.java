package dev.bunrui.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions that come while others are being answered. Those that are quickly answered are all kept, in their order,
 * and go before the long ones, those with a field {@code explain}, and last those with {@code similar}; of either kind
 * only the latest is kept. One with a field {@code forget} takes back the long one of that {@code id}.
 */
final class Questions {
    /** Asks what speaks for a class. */
    static final String EXPLAIN = "explain";

    /** Asks for so many articles that are much alike. */
    static final String SIMILAR = "similar";

    /** Names the question that is taken back. */
    static final String FORGET = "forget";

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<JsonNode> quick = new ArrayDeque<>();
    private final Map<String, JsonNode> lengthy = new HashMap<>();
    private long forgotten = -1;
    private boolean over;

    /** Reads questions, one a line, on a thread of its own until there are no more. */
    static Questions reading(BufferedReader lines) {
        Questions questions = new Questions();
        Thread reader = new Thread(() -> questions.readAll(lines), "questions");
        reader.setDaemon(true);
        reader.start();
        return questions;
    }

    private void readAll(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                put(JSON.readTree(line));
            }
        } catch (JsonProcessingException garbled) {
            LOG.error("no question", garbled);
        } catch (IOException ended) {
            LOG.info("the questions ended", ended);
        }
        end();
    }

    synchronized void put(JsonNode question) {
        if (question.has(FORGET)) {
            forgotten = question.required(FORGET).asLong();
            lengthy.values().removeIf(waiting -> id(waiting) == forgotten);
        } else if (question.has(EXPLAIN)) {
            lengthy.put(EXPLAIN, question);
        } else if (question.has(SIMILAR)) {
            lengthy.put(SIMILAR, question);
        } else {
            quick.add(question);
        }
        notifyAll();
    }

    /** There will be no more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    private static long id(JsonNode question) {
        return question.required("id").asLong();
    }

    /** Waits for the next question; null if there will be none. */
    synchronized @Nullable JsonNode next() throws InterruptedException {
        while (quick.isEmpty() && lengthy.isEmpty() && !over) {
            wait();
        }
        return next(List.of(EXPLAIN, SIMILAR));
    }

    /** The next question that goes before the one that is being answered, if one is there. */
    synchronized @Nullable JsonNode nextBefore(JsonNode answered) {
        return next(answered.has(SIMILAR) ? List.of(EXPLAIN) : List.of());
    }

    private @Nullable JsonNode next(List<String> kinds) {
        if (!quick.isEmpty()) {
            return quick.remove();
        }
        for (String kind : kinds) {
            JsonNode question = lengthy.remove(kind);
            if (question != null) {
                return question;
            }
        }
        return null;
    }

    /** Whether a long question that is being answered is not to be answered any more. */
    synchronized boolean overtaken(JsonNode question) {
        String kind = question.has(SIMILAR) ? SIMILAR : EXPLAIN;
        return lengthy.containsKey(kind) || over || id(question) == forgotten;
    }
}
