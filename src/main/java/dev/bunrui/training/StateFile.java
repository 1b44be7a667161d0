package dev.bunrui.training;

import dev.bunrui.adapter.AdapterWeights;
import dev.bunrui.llm.Safetensors;
import dev.bunrui.llm.SafetensorsWriter;
import dev.bunrui.llm.StoredTensor;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.AdamW;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@link TrainingState} as one safetensors file, its scalars among the metadata; whole or absent. */
public final class StateFile {
    private static final String FORM = "bunrui.state";

    private StateFile() {}

    /** What a state file holds: the state, and what its writer noted beside it. */
    public record Content(TrainingState state, Map<String, String> notes) {
        public Content {
            notes = Map.copyOf(notes);
        }
    }

    public static void write(Path file, Content content) {
        TrainingState state = content.state();
        List<StoredTensor> tensors = new ArrayList<>();
        addAll(tensors, "weights/", state.weights());
        addAll(tensors, "best/", state.best());
        for (int i = 0; i < state.moments().size(); i++) {
            AdamW.Moments moments = state.moments().get(i);
            tensors.add(vector("first/" + i, moments.first()));
            tensors.add(vector("second/" + i, moments.second()));
            tensors.add(vector("steps/" + i, moments.steps()));
        }
        Map<String, String> scalars = new LinkedHashMap<>(content.notes());
        scalars.put("form", FORM);
        scalars.put("step", Long.toString(state.step()));
        scalars.put("evaluated", Integer.toString(state.evaluated()));
        scalars.put("moments", Integer.toString(state.moments().size()));
        scalars.put("best_epoch", Integer.toString(state.bestEpoch()));
        scalars.put("best_f1", Double.toString(state.bestF1()));
        state.portion().ifPresent(portion -> {
            portion.rows().ifPresent(rows -> scalars.put("micro_batch", Integer.toString(rows)));
            scalars.put("micro_batch_tokens", Integer.toString(portion.tokens()));
            scalars.put("layers_recomputed", Integer.toString(portion.recomputed()));
        });
        state.read().ifPresent(tokens -> scalars.put("evaluation_tokens", Integer.toString(tokens)));
        SafetensorsWriter.write(file, tensors, scalars);
    }

    /**
     * Reads a state.
     *
     * @throws RequestException if the file is no state file
     */
    public static Content read(Path file) {
        Safetensors stored = Safetensors.open(file);
        Map<String, String> notes = stored.metadata();
        if (!FORM.equals(notes.get("form"))) {
            throw new RequestException(StateFile.class, "state.foreign", file);
        }
        List<AdamW.Moments> moments = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(notes.getOrDefault("moments", "0")); i++) {
            moments.add(new AdamW.Moments(
                    values(stored, "first/" + i), values(stored, "second/" + i), values(stored, "steps/" + i)[0]));
        }
        return new Content(
                new TrainingState(
                        Long.parseLong(notes.getOrDefault("step", "0")),
                        Integer.parseInt(notes.getOrDefault("evaluated", "-1")),
                        all(stored, "weights/"),
                        moments,
                        all(stored, "best/"),
                        Integer.parseInt(notes.getOrDefault("best_epoch", "0")),
                        Double.parseDouble(notes.getOrDefault("best_f1", "0")),
                        portion(notes),
                        number(notes, "evaluation_tokens")),
                notes);
    }

    private static Optional<Portion> portion(Map<String, String> notes) {
        OptionalInt tokens = number(notes, "micro_batch_tokens");
        return tokens.isEmpty()
                ? Optional.empty()
                : Optional.of(new Portion(
                        number(notes, "micro_batch"),
                        tokens.getAsInt(),
                        number(notes, "layers_recomputed").orElse(0)));
    }

    private static OptionalInt number(Map<String, String> notes, String name) {
        String noted = notes.get(name);
        return noted == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(noted));
    }

    private static StoredTensor vector(String name, float... values) {
        return StoredTensor.of(name, values, values.length);
    }

    private static float[] values(Safetensors stored, String name) {
        return stored.find(name).orElseThrow().floats();
    }

    private static void addAll(List<StoredTensor> to, String prefix, AdapterWeights weights) {
        weights.tensors()
                .forEach((name, tensor) ->
                        to.add(new StoredTensor(prefix + name, tensor.type(), tensor.shape(), tensor.bytes())));
    }

    private static AdapterWeights all(Safetensors stored, String prefix) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (String name : stored.names()) {
            if (name.startsWith(prefix)) {
                StoredTensor tensor = stored.find(name).orElseThrow();
                String bare = name.substring(prefix.length());
                // A copy: the next save replaces the file that the tensor is mapped from.
                tensors.put(bare, StoredTensor.of(bare, tensor.floats(), tensor.shape()));
            }
        }
        return new AdapterWeights(tensors);
    }
}
