package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.util.Map;

/**
 * Whether a model's weights are the ones that its configuration speaks of, told from the files' headers: nothing is
 * loaded, whatever the model's size.
 *
 * @param tensors how many tensors the network has
 * @param parameters how many numbers they hold
 */
public record ModelCheck(int tensors, long parameters) {
    /**
     * Looks for every tensor of the network, and for any that is of no part of it.
     *
     * @throws RequestException naming the first that is missing, misshapen or unknown
     */
    public static ModelCheck of(ModelFolder model) {
        Checkpoint checkpoint = model.checkpoint();
        Map<String, long[]> shapes = model.config().layout().tensors(model.config());
        long parameters = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            checkpoint.type(entry.getKey(), entry.getValue());
            parameters += StoredTensor.elements(entry.getValue());
        }
        checkpoint.checkNothingElse(shapes.keySet());
        return new ModelCheck(shapes.size(), parameters);
    }
}
