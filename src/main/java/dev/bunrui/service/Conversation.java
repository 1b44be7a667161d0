package dev.bunrui.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.message.RequestException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a process and its answers, which need not come in the order of the questions: each has an {@code id}. A
 * refusal without one ends the conversation, as the process's end does; all that is still asked then fails. May be used
 * from several threads.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Supplier<RuntimeException> ended;
    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
    private long last;
    private boolean over;

    private record Asked(CompletableFuture<JsonNode> answer, Consumer<JsonNode> progress) {}

    private Conversation(Process process, Supplier<RuntimeException> ended) {
        this.process = process;
        this.ended = ended;
    }

    /**
     * Begins to listen.
     *
     * @param ended what is said of questions that the process ended before
     */
    static Conversation with(Process process, Supplier<RuntimeException> ended) {
        Conversation conversation = new Conversation(process, ended);
        Thread listener = new Thread(conversation::listen, "answers");
        listener.setDaemon(true);
        listener.start();
        return conversation;
    }

    synchronized boolean goesOn() {
        return !over && process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whether something is asked that has no answer yet. */
    boolean waiting() {
        return !asked.isEmpty();
    }

    /**
     * Asks; a question that is cancelled is waited for no longer, and the process hears of it.
     *
     * @param progress hears what is said before the answer, on the listener's thread
     */
    synchronized CompletableFuture<JsonNode> ask(ObjectNode question, Consumer<JsonNode> progress) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        if (over) {
            answer.completeExceptionally(ended.get());
            return answer;
        }
        long id = ++last;
        asked.put(id, new Asked(answer, progress));
        CompletableFuture<JsonNode> unused = answer.whenComplete((given, failure) -> {
            asked.remove(id);
            if (answer.isCancelled()) {
                say(JSON.createObjectNode().put(Questions.FORGET, id));
            }
        });
        say(question.put("id", id));
        return answer;
    }

    private synchronized void say(ObjectNode line) {
        try {
            Writer to = process.outputWriter(StandardCharsets.UTF_8);
            to.write(line + "\n");
            to.flush();
        } catch (IOException broken) {
            LOG.debug("what it said before it ended is still to be read", broken);
        }
    }

    /** Ends the process. */
    void end() {
        process.destroyForcibly();
    }

    private void listen() {
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                JsonNode said = JSON.readTree(line);
                Optional<RequestException> refused = Refusal.in(said);
                if (refused.isPresent() && !said.has("id")) {
                    finish(refused.get());
                } else {
                    hear(said, refused);
                }
            }
        } catch (IOException broken) {
            LOG.info("the answers ended", broken);
        }
        finish(ended.get());
    }

    private void hear(JsonNode said, Optional<RequestException> refused) {
        Asked question = asked.get(said.required("id").asLong());
        if (question == null) {
            return;
        }
        if (refused.isPresent()) {
            question.answer().completeExceptionally(refused.get());
        } else if (said.has("done")) {
            question.progress().accept(said);
        } else {
            question.answer().complete(said);
        }
    }

    private void finish(RuntimeException reason) {
        synchronized (this) {
            over = true;
        }
        end();
        List.copyOf(asked.values()).forEach(each -> each.answer().completeExceptionally(reason));
    }
}
