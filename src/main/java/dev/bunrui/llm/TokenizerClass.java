package dev.bunrui.llm;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The classes of Transformers that run a sentencepiece model, with what they take for granted. */
public enum TokenizerClass {
    /** Ends every text with {@code </s>}; rinna's models have it. */
    T5("T5Tokenizer"),
    /** Begins every text with {@code <s>} if not told otherwise. */
    LLAMA("LlamaTokenizer");

    private final String name;

    TokenizerClass(String name) {
        this.name = name;
    }

    /** The class with a name, which may end in {@code Fast}. */
    static Optional<TokenizerClass> of(String name) {
        String plain = name.endsWith("Fast") ? name.substring(0, name.length() - 4) : name;
        return Arrays.stream(values()).filter(each -> each.name.equals(plain)).findFirst();
    }

    /** The special tokens where the files name none, by what they are for. */
    Map<String, AddedToken> special() {
        Map<String, AddedToken> tokens = new LinkedHashMap<>();
        if (this == LLAMA) {
            tokens.put("bos_token", AddedToken.plain("<s>"));
        } else {
            tokens.put("pad_token", AddedToken.plain("<pad>"));
        }
        tokens.put("eos_token", AddedToken.plain("</s>"));
        tokens.put("unk_token", AddedToken.plain("<unk>"));
        return tokens;
    }
}
