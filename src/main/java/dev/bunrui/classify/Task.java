package dev.bunrui.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.corpus.Template;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an adapter was trained to tell apart, and how articles were put before it; kept beside the adapter.
 *
 * @param labels the classes in the order of the logits
 * @param maxLength the greatest number of tokens
 * @param newline what stood for a line break: {@code "\n"} or, for instance, {@code <NL>}
 * @param weights how the base model's weights were kept when the adapter learned to add to them
 */
public record Task(
        List<String> labels,
        Template template,
        int maxLength,
        Truncation truncation,
        String newline,
        WeightFormat weights) {
    /** The file's name in an adapter's folder. */
    public static final String FILE = "bunrui.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Task {
        labels = List.copyOf(labels);
    }

    /** The same for a model whose weights are kept otherwise. */
    public Task on(WeightFormat otherWeights) {
        return new Task(labels, template, maxLength, truncation, newline, otherWeights);
    }

    /** Writes the task into an adapter's folder. */
    public void write(Path adapterFolder) {
        ObjectNode node = JSON.createObjectNode();
        labels.forEach(node.putArray("labels")::add);
        node.put("template", template.text());
        node.put("max_length", maxLength);
        node.put("truncation", truncation.option());
        node.put("newline", newline);
        node.put("weights", weights.option());
        AtomicFile.write(adapterFolder.resolve(FILE), node.toPrettyString() + "\n");
    }

    /**
     * The task beside an adapter; empty where there is none, as with an adapter made elsewhere.
     *
     * @throws RequestException if the file is garbled
     */
    public static Optional<Task> read(Path adapterFolder) {
        Path file = adapterFolder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(file.toFile());
            List<String> labels = new ArrayList<>();
            node.required("labels").forEach(label -> labels.add(label.asText()));
            return Optional.of(new Task(
                    labels,
                    new Template(node.required("template").asText()),
                    node.required("max_length").asInt(),
                    Truncation.of(node.required("truncation").asText()),
                    node.path("newline").asText("\n"),
                    WeightFormat.of(node.path("weights").asText(WeightFormat.FULL.option()))));
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            throw new RequestException(Task.class, "task.garbled", file);
        } catch (IOException unreadable) {
            throw new RequestException(Task.class, "task.garbled", file);
        }
    }
}
