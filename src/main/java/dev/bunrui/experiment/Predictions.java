package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.bunrui.corpus.Article;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.SystemReason;
import dev.bunrui.message.RequestException;
import dev.bunrui.training.score.Logits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What was said of each article of a part of the split: {@code predictions/val.jsonl} and {@code predictions/test.jsonl},
 * a line {@code {"id": …, "gold": …, "logits": […]}} each.
 *
 * @param ids of the articles, in the order of the part
 * @param gold the index of each article's label
 * @param logits [articles][classes]
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers; compared nowhere
public record Predictions(List<String> ids, int[] gold, float[][] logits) {
    /** Read without a tree: hundreds of runs of ten thousand articles are compared. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    public Predictions {
        ids = List.copyOf(ids);
    }

    /** How many articles there are. */
    public int size() {
        return gold.length;
    }

    /** The label that each article was given. */
    public int[] labels() {
        return Arrays.stream(logits).mapToInt(Logits::argmax).toArray();
    }

    /** What was said of some of the articles, by their places. */
    public Predictions only(int[] places) {
        return new Predictions(
                Arrays.stream(places).mapToObj(ids::get).toList(),
                Arrays.stream(places).map(place -> gold[place]).toArray(),
                Arrays.stream(places).mapToObj(place -> logits[place]).toArray(float[][]::new));
    }

    static void write(Path file, List<Article> articles, float[][] logits) {
        AtomicFile.write(file, out -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.setRootValueSeparator(null);
                for (int i = 0; i < articles.size(); i++) {
                    json.writeStartObject();
                    json.writeStringField("id", articles.get(i).id());
                    json.writeStringField("gold", articles.get(i).label());
                    json.writeArrayFieldStart("logits");
                    for (float logit : logits[i]) {
                        json.writeNumber(logit);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeRaw('\n');
                }
            }
        });
    }

    /**
     * Reads the predictions on a part.
     *
     * @param labels the classes in the order of the logits
     * @throws RequestException if there are none, or the file is garbled
     */
    public static Predictions read(Path file, List<String> labels) {
        return parse(bytes(file), file, labels);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            throw new RequestException(Predictions.class, "predictions.none", file);
        } catch (IOException unreadable) {
            throw new RequestException(Predictions.class, "manifest.unreadable", file, new SystemReason(unreadable));
        }
    }

    /** {@code file} is where the bytes are from, and what is named if they are garbled. */
    static Predictions parse(byte[] bytes, Path file, List<String> labels) {
        Map<String, Integer> indices = new HashMap<>();
        IntStream.range(0, labels.size()).forEach(i -> indices.put(labels.get(i), i));
        List<String> ids = new ArrayList<>();
        List<Integer> gold = new ArrayList<>();
        List<float[]> logits = new ArrayList<>();
        int lines = 0;
        try (JsonParser parser = JSON.createParser(bytes)) {
            while (parser.nextToken() != null) {
                line(parser, indices, ids, gold, logits);
                lines++;
            }
        } catch (IOException | IllegalArgumentException garbled) {
            throw new RequestException(Predictions.class, "predictions.garbled", file, lines + 1);
        }
        return new Predictions(
                ids, gold.stream().mapToInt(Integer::intValue).toArray(), logits.toArray(float[][]::new));
    }

    private static void line(
            JsonParser parser, Map<String, Integer> labels, List<String> ids, List<Integer> gold, List<float[]> logits)
            throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT);
        int fields = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> {
                    ids.add(parser.getText());
                    fields++;
                }
                case "gold" -> {
                    Integer label = labels.get(parser.getText());
                    require(label != null);
                    gold.add(label);
                    fields++;
                }
                case "logits" -> {
                    logits.add(logits(parser, labels.size()));
                    fields++;
                }
                default -> parser.skipChildren();
            }
        }
        require(fields == 3);
    }

    private static float[] logits(JsonParser parser, int classes) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY);
        float[] values = new float[classes];
        int count = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            require(count < classes && token != null);
            values[count++] =
                    token == JsonToken.VALUE_STRING ? Float.parseFloat(parser.getText()) : parser.getFloatValue();
        }
        require(count == classes);
        return values;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("no prediction");
        }
    }
}
