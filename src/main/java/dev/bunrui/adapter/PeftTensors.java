package dev.bunrui.adapter;

import dev.bunrui.llm.StoredTensor;
import dev.bunrui.llm.TensorFile;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of an adapter's folder under the names that PEFT saves them by, whichever of its names a file has: that of
 * the module in memory carries the adapter's name, and the head's is wrapped.
 */
final class PeftTensors {
    static final String SAFETENSORS = "adapter_model.safetensors";

    /** PyTorch's own form, which PEFT wrote before 0.6. */
    private static final String PICKLED = "adapter_model.bin";

    private static final Pattern FACTOR =
            Pattern.compile("(base_model\\.model\\.(.+)\\.lora_([AB]))(?:\\.([^.]+))?\\.weight");
    private static final Pattern HEAD =
            Pattern.compile("base_model\\.model\\.score(?:\\.modules_to_save(?:\\.([^.]+))?)?\\.weight");
    private static final Pattern FIRST_HEAD = Pattern.compile("base_model\\.model\\.score\\.original_module\\..*");
    private static final Pattern EMBEDDING = Pattern.compile(".*\\.lora_embedding_[AB](?:\\..*)?");

    private final Path file;
    private final Set<String> adapters = new TreeSet<>();
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    private PeftTensors(Path file) {
        this.file = file;
    }

    /**
     * Reads an adapter's tensors.
     *
     * @throws RequestException if the file cannot be read or is not sound, or holds something else than low-rank factors
     *     of one adapter and a head
     */
    static Map<String, StoredTensor> read(Path folder, PeftConfig config) {
        Path safe = folder.resolve(SAFETENSORS);
        Path pickled = folder.resolve(PICKLED);
        PeftTensors read = new PeftTensors(!Files.exists(safe) && Files.exists(pickled) ? pickled : safe);
        TensorFile stored = TensorFile.open(read.file);
        for (String name : stored.names()) {
            read.add(name, stored, config);
        }
        if (read.adapters.size() > 1) {
            throw refusal("peft.adapters", read.file, String.join(", ", read.adapters));
        }
        return read.tensors;
    }

    private void add(String name, TensorFile stored, PeftConfig config) {
        Matcher factor = FACTOR.matcher(name);
        Matcher head = HEAD.matcher(name);
        if (factor.matches()) {
            note(factor.group(4));
            StoredTensor tensor =
                    named(factor.group(1) + ".weight", stored.find(name).orElseThrow());
            checkRank(name, tensor, factor.group(3).equals("A") ? 0 : 1, config.rank(factor.group(2)));
            tensors.put(tensor.name(), tensor);
        } else if (head.matches()) {
            note(head.group(1));
            tensors.put(
                    AdapterWeights.HEAD,
                    named(AdapterWeights.HEAD, stored.find(name).orElseThrow()));
        } else if (EMBEDDING.matcher(name).matches()) {
            throw refusal("peft.embedding", file, name);
        } else if (!FIRST_HEAD.matcher(name).matches()) {
            throw refusal("peft.part", file, name);
        }
    }

    private void note(@Nullable String adapter) {
        if (adapter != null) {
            adapters.add(adapter);
        }
    }

    private static StoredTensor named(String name, StoredTensor tensor) {
        return new StoredTensor(name, tensor.type(), tensor.shape(), tensor.bytes());
    }

    private void checkRank(String name, StoredTensor tensor, int at, int rank) {
        if (tensor.shape().length == 2 && tensor.shape()[at] != rank) {
            throw refusal("peft.rank", file, name, tensor.shape()[at], PeftConfig.FILE, rank);
        }
    }

    /** The paths of the modules that tensors under their saved names are for, in the tensors' order. */
    static List<String> paths(Map<String, StoredTensor> tensors) {
        return tensors.keySet().stream()
                .map(FACTOR::matcher)
                .filter(Matcher::matches)
                .map(factor -> factor.group(2))
                .distinct()
                .toList();
    }

    private static RequestException refusal(String key, Object... arguments) {
        return new RequestException(PeftFolder.class, key, arguments);
    }
}
