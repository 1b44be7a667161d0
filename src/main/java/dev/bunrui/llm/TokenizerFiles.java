package dev.bunrui.llm;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a tokenizer: the one that holds its vocabulary, and those beside it that say how it is used. Where there
 * are several vocabularies the first of {@code tokenizer.json}, {@code spiece.model}, {@code tokenizer.model} and
 * {@code vocab.json} with {@code merges.txt} counts.
 */
public final class TokenizerFiles {
    /** The vocabulary and all rules in one file, Hugging Face's own form. */
    public static final String JSON = "tokenizer.json";

    /** The vocabulary of a byte-level BPE tokenizer in the form of GPT-2, whose merges are in {@link #MERGES}. */
    public static final String VOCABULARY = "vocab.json";

    public static final String MERGES = "merges.txt";

    private static final List<String> MAIN = List.of(JSON, "spiece.model", "tokenizer.model", VOCABULARY);
    private static final List<String> BESIDE =
            List.of("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", MERGES);

    private TokenizerFiles() {}

    /**
     * The file with the vocabulary.
     *
     * @throws RequestException if the folder has none
     */
    static Path main(Path folder) {
        return MAIN.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .filter(name -> !name.equals(VOCABULARY) || Files.isRegularFile(folder.resolve(MERGES)))
                .findFirst()
                .map(folder::resolve)
                .orElseThrow(() -> new RequestException(ModelFolder.class, "folder.tokenizer", folder));
    }

    /** All files that the folder has of a tokenizer, the one with the vocabulary first. */
    static List<Path> all(Path folder) {
        Path main = main(folder);
        List<Path> files = new ArrayList<>(List.of(main));
        for (String name : BESIDE) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file) && (!name.equals(MERGES) || main.endsWith(VOCABULARY))) {
                files.add(file);
            }
        }
        return files;
    }
}
