package dev.bunrui.llm.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.TokenizerFiles;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The {@code tokenizer.json} of a byte-level BPE tokenizer that is there as {@code vocab.json} and {@code merges.txt},
 * as GPT-2's was published and {@code GPT2Tokenizer} runs it: nothing is rewritten, no space is put before a text, and
 * the special tokens of {@code tokenizer_config.json} and {@code special_tokens_map.json}, otherwise
 * {@code <|endoftext|>}, are found in texts.
 */
final class ByteLevelJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SPECIAL = List.of("bos_token", "eos_token", "unk_token", "pad_token");

    private ByteLevelJson() {}

    /**
     * Throws {@link IOException} if a file cannot be read or is no JSON.
     *
     * @throws RequestException if it is the vocabulary of another class
     */
    static String of(Path vocabulary) throws IOException {
        String kind = settings(vocabulary, "tokenizer_config.json")
                .path("tokenizer_class")
                .asText("GPT2Tokenizer");
        if (!kind.equals("GPT2Tokenizer") && !kind.equals("GPT2TokenizerFast")) {
            throw new RequestException(ModelFolder.class, "tokenizer.byteLevel", vocabulary, kind);
        }
        JsonNode ids = JSON.readTree(vocabulary.toFile());
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0");
        ArrayNode added = json.putArray("added_tokens");
        for (String token : special(vocabulary)) {
            if (ids.path(token).isInt()) {
                added.addObject()
                        .put("id", ids.path(token).asInt())
                        .put("content", token)
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", true);
            }
        }
        json.putObject("pre_tokenizer")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false);
        json.putObject("decoder")
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", false);
        ObjectNode model = json.putObject("model").put("type", "BPE");
        model.set("vocab", ids);
        ArrayNode merges = model.putArray("merges");
        Files.readAllLines(vocabulary.resolveSibling(TokenizerFiles.MERGES)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                .forEach(merges::add);
        return JSON.writeValueAsString(json);
    }

    private static Set<String> special(Path vocabulary) throws IOException {
        Set<String> tokens = new LinkedHashSet<>();
        for (String name : List.of("tokenizer_config.json", "special_tokens_map.json")) {
            JsonNode settings = settings(vocabulary, name);
            for (String use : SPECIAL) {
                JsonNode token = settings.path(use);
                tokens.add(token.isObject() ? token.path("content").asText() : token.asText("<|endoftext|>"));
            }
        }
        return tokens;
    }

    private static JsonNode settings(Path vocabulary, String name) throws IOException {
        Path file = vocabulary.resolveSibling(name);
        return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }
}
