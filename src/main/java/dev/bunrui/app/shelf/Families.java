package dev.bunrui.app.shelf;

import java.util.Map;

/** What the architectures are called by those who made them. */
public final class Families {
    private static final Map<String, String> NAMES = Map.of(
            "gpt_neox", "GPT-NeoX",
            "llama", "Llama",
            "mistral", "Mistral",
            "qwen2", "Qwen2",
            "qwen3", "Qwen3",
            "gemma2", "Gemma 2",
            "gemma3_text", "Gemma 3",
            "gpt2", "GPT-2");

    private Families() {}

    /** The name of an architecture that {@code model_type} tells. */
    public static String name(String family) {
        return NAMES.getOrDefault(family, family);
    }
}
