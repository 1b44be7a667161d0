package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.runtime.GpuReport;
import dev.bunrui.runtime.GraphicsCard;
import dev.bunrui.runtime.RuntimeChoice;
import dev.bunrui.runtime.VersionNumber;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A {@link GpuReport} as a JSON object; what is not known is null. */
final class GpuJson {
    private GpuJson() {}

    static ObjectNode of(GpuReport gpu) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("used", gpu.used());
        node.put("reason", gpu.reason());
        node.put("sentence", gpu.message(Locale.getDefault()));
        node.put("driver", gpu.driver().version().map(VersionNumber::text).orElse(null));
        node.put("cuda", gpu.driver().cuda().map(VersionNumber::text).orElse(null));
        node.put(
                "library",
                gpu.choice() instanceof RuntimeChoice.Cuda cuda ? cuda.folder().toString() : null);
        ArrayNode cards = node.putArray("cards");
        for (GraphicsCard card : gpu.driver().cards()) {
            cards.addObject()
                    .put("index", card.index())
                    .put("name", card.name())
                    .put(
                            "compute_capability",
                            card.capability().map(VersionNumber::text).orElse(null))
                    .put("memory", known(card.memory()))
                    .put("memory_free", known(card.free()))
                    .put("compute_mode", card.mode().name().toLowerCase(Locale.ROOT))
                    .put("mig", card.mig());
        }
        return node;
    }

    private static @Nullable Long known(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() : null;
    }
}
