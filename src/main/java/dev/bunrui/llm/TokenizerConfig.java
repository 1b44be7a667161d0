package dev.bunrui.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a sentencepiece model is run, as {@code tokenizer_config.json}, {@code special_tokens_map.json} and {@code
 * added_tokens.json} beside it tell Transformers.
 *
 * @param legacy every stretch of text between special tokens is begun like a text of its own; else only the whole is
 * @param prefixSpace a text begins as if after a space; counts where {@code legacy} is off
 * @param addBos the beginning's token goes before every text
 * @param addEos the end's token goes after every text; {@link TokenizerClass#T5} adds it once only
 * @param sentinels T5's {@code <extra_id_0>} and so on
 * @param named the special tokens by what they are for, such as {@code eos_token}, in the order in which Transformers
 *     adds those that the vocabulary lacks
 * @param listed tokens with ids, and further special tokens without
 */
public record TokenizerConfig(
        TokenizerClass kind,
        boolean legacy,
        boolean prefixSpace,
        boolean addBos,
        boolean addEos,
        int sentinels,
        Map<String, AddedToken> named,
        List<AddedToken> listed) {
    private static final List<String> USES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");
    private static final String SENTINEL = "<extra_id_";

    public TokenizerConfig {
        listed = List.copyOf(listed);
    }

    /**
     * Reads the files beside a sentencepiece model.
     *
     * @throws RequestException naming what is missing or not known
     */
    public static TokenizerConfig beside(Path model) {
        JsonFile config = optional(model.resolveSibling("tokenizer_config.json"));
        TokenizerClass kind = kind(model, config);
        Map<String, AddedToken> special = kind.special();
        List<AddedToken> listed = new ArrayList<>();
        read(config, special, listed);
        if (config.has("added_tokens_decoder")) {
            JsonFile decoder = config.inside("added_tokens_decoder");
            decoder.object()
                    .properties()
                    .forEach(entry -> listed.add(
                            token(decoder, entry.getKey(), entry.getValue()).as(id(decoder, entry.getKey()))));
        } else {
            // Files from before 2023 say it in parts, of which the special tokens' own file counts most.
            List<AddedToken> more = new ArrayList<>();
            read(optional(model.resolveSibling("special_tokens_map.json")), special, more);
            more.removeIf(
                    each -> listed.stream().anyMatch(known -> known.content().equals(each.content())));
            listed.addAll(more);
            JsonFile added = optional(model.resolveSibling("added_tokens.json"));
            for (Map.Entry<String, JsonNode> entry : added.object().properties()) {
                added.tokenId(entry.getKey(), OptionalInt.empty())
                        .ifPresent(id ->
                                listed.add(AddedToken.plain(entry.getKey()).as(id)));
            }
        }
        Map<String, AddedToken> named = new LinkedHashMap<>();
        USES.stream().filter(special::containsKey).forEach(use -> named.put(use, special.get(use)));
        boolean llama = kind == TokenizerClass.LLAMA;
        boolean sentinelsListed =
                listed.stream().anyMatch(token -> token.content().contains(SENTINEL));
        return new TokenizerConfig(
                kind,
                config.flag("legacy", true),
                config.flag("add_prefix_space", true),
                llama && config.flag("add_bos_token", true),
                !llama || config.flag("add_eos_token", false),
                llama || sentinelsListed ? 0 : sentinels(config),
                named,
                listed);
    }

    /** What the special tokens are spelled, with or without a use. */
    public Set<String> special() {
        return Stream.concat(named.values().stream(), listed.stream().filter(token -> token.id() < 0))
                .map(AddedToken::content)
                .collect(Collectors.toSet());
    }

    private static int sentinels(JsonFile config) {
        JsonNode extra = config.object().path("extra_ids");
        if (!config.has("extra_ids")) {
            return 100;
        }
        if (!extra.isInt() || extra.asInt() < 0 || extra.asInt() > 10_000) {
            throw config.refusal("extra_ids", "size");
        }
        return extra.asInt();
    }

    private static JsonFile optional(Path file) {
        return Files.isRegularFile(file) ? JsonFile.read(file) : new JsonFile(file, JsonFile.JSON.createObjectNode());
    }

    private static TokenizerClass kind(Path model, JsonFile config) {
        JsonFile asked = config.has("tokenizer_class") ? config : optional(model.resolveSibling("config.json"));
        String name = asked.text("tokenizer_class", "");
        if (name.isEmpty() && List.of("llama", "mistral").contains(asked.text("model_type", ""))) {
            return TokenizerClass.LLAMA;
        }
        Optional<TokenizerClass> known = TokenizerClass.of(name);
        if (known.isEmpty()) {
            throw name.isEmpty()
                    ? new RequestException(ModelFolder.class, "tokenizer.classless", model)
                    : new RequestException(ModelFolder.class, "tokenizer.class", asked.file(), name);
        }
        return known.get();
    }

    private static void read(JsonFile file, Map<String, AddedToken> special, List<AddedToken> more) {
        for (String use : USES) {
            if (file.has(use)) {
                special.put(use, token(file, use, file.object().get(use)));
            } else if (file.mentions(use)) {
                special.remove(use);
            }
        }
        for (String list : List.of("additional_special_tokens", "extra_special_tokens")) {
            for (JsonNode each : file.object().path(list)) {
                more.add(token(file, list, each));
            }
        }
    }

    private static AddedToken token(JsonFile file, String field, JsonNode value) {
        String content = value.isObject() ? value.path("content").asText() : value.asText();
        if (content.isEmpty()) {
            throw file.refusal(field, "token");
        }
        return new AddedToken(
                content,
                -1,
                value.path("lstrip").asBoolean(),
                value.path("rstrip").asBoolean(),
                value.path("single_word").asBoolean());
    }

    private static int id(JsonFile file, String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException noNumber) {
            throw file.refusal(key, "tokenId");
        }
    }
}
