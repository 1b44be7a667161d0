package dev.bunrui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.TokenizerFiles;
import dev.bunrui.llm.text.PadToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A model's tokenizer in another folder, told which token fills up batches. */
final class TokenizerCopy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAD = "pad_token";
    private static final String CONFIG = "tokenizer_config.json";
    /** What Transformers reads of a tokenizer before 4.34, and then goes before the configuration. */
    private static final String SPECIAL = "special_tokens_map.json";

    /** What runs a vocabulary of which the model does not say it; for a sentencepiece model that is read elsewhere. */
    private static final Map<String, String> KINDS =
            Map.of(TokenizerFiles.JSON, "PreTrainedTokenizerFast", TokenizerFiles.VOCABULARY, "GPT2Tokenizer");

    private TokenizerCopy() {}

    /** Writes the tokenizer's files into a folder. */
    static void write(ModelFolder model, Path folder, PadToken pad) throws IOException {
        for (Path source : model.tokenizerFiles()) {
            AtomicFile.write(folder.resolve(source.getFileName()), out -> Files.copy(source, out));
        }
        ObjectNode config = object(model.path().resolve(CONFIG));
        String vocabulary = model.tokenizerFile().getFileName().toString();
        if (config.isEmpty() && KINDS.containsKey(vocabulary)) {
            // Without it Transformers would make the tokenizer that most models of the family have, whatever the file
            // says.
            config.put("tokenizer_class", KINDS.get(vocabulary));
            config.putArray("model_input_names").add("input_ids").add("attention_mask");
        }
        config.remove("auto_map");
        config.put(PAD, pad.text());
        AtomicFile.write(folder.resolve(CONFIG), config.toPrettyString() + "\n");
        ObjectNode special = object(model.path().resolve(SPECIAL));
        if (!special.isEmpty()) {
            special.put(PAD, pad.text());
            AtomicFile.write(folder.resolve(SPECIAL), special.toPrettyString() + "\n");
        }
    }

    private static ObjectNode object(Path file) throws IOException {
        return Files.isRegularFile(file) && JSON.readTree(file.toFile()) instanceof ObjectNode object
                ? object
                : JSON.createObjectNode();
    }
}
