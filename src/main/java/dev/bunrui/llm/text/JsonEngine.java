package dev.bunrui.llm.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A {@code tokenizer.json}, run by Hugging Face's own library through DJL. Nothing is cut or padded; the tokens that the
 * file's post-processor adds (such as a closing {@code </s>}) are added, and nothing else: where {@code
 * tokenizer_config.json} says otherwise, Transformers too goes by the file.
 */
final class JsonEngine implements Engine {
    private static final Map<String, String> OPTIONS =
            Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true");

    private final HuggingFaceTokenizer tokenizer;
    private final int addedBefore;
    private final int addedAfter;

    private JsonEngine(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        long[] added = visitNative("a", NativeEncoding::added);
        this.addedBefore =
                (int) Arrays.stream(added).takeWhile(mark -> mark == 1).count();
        this.addedAfter = (int) IntStream.range(addedBefore, added.length)
                .filter(i -> added[i] == 1)
                .count();
    }

    /** Throws {@link IOException} if the file cannot be read and {@link RuntimeException} if it is none. */
    static JsonEngine of(Path file) throws IOException {
        stayOffline();
        return new JsonEngine(HuggingFaceTokenizer.newInstance(file, OPTIONS));
    }

    /** As {@link #of}, for a {@code vocab.json} with {@code merges.txt} beside it. */
    static JsonEngine ofVocabulary(Path vocabulary) throws IOException {
        stayOffline();
        byte[] json = ByteLevelJson.of(vocabulary).getBytes(StandardCharsets.UTF_8);
        return new JsonEngine(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS));
    }

    /**
     * On a machine with CUDA DJL would otherwise download a build of the tokenizers for it, which is of no use here. A
     * caller's own choice stands.
     */
    private static void stayOffline() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("RUST_FLAVOR", "cpu");
    }

    @Override
    public int addedBefore() {
        return addedBefore;
    }

    @Override
    public int addedAfter() {
        return addedAfter;
    }

    @Override
    public void visit(List<String> texts, Visitor visitor) {
        // HuggingFaceTokenizer.batchEncode copies eight arrays and an object a token out of the library; ids are one.
        long[] handles = TokenizersLibrary.LIB.batchEncode(tokenizer.getHandle(), texts.toArray(String[]::new), true);
        try {
            // Copying out costs about as much as tokenising, and the library does it for one text at a time.
            IntStream.range(0, handles.length)
                    .parallel()
                    .forEach(i -> visitor.visit(i, new NativeEncoding(texts.get(i), handles[i])));
        } finally {
            for (long handle : handles) {
                TokenizersLibrary.LIB.deleteEncoding(handle);
            }
        }
    }

    @Override
    public <T> T visitOne(String text, Function<TextEncoding, T> visitor) {
        return visitNative(text, visitor::apply);
    }

    private <T> T visitNative(String text, Function<NativeEncoding, T> visitor) {
        long handle = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), text, true);
        try {
            return visitor.apply(new NativeEncoding(text, handle));
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(handle);
        }
    }

    @Override
    public String decode(int... ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
