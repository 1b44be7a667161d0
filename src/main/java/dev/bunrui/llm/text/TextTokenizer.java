package dev.bunrui.llm.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import dev.bunrui.file.SystemReason;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A {@code tokenizer.json}, run by Hugging Face's own library through DJL. Nothing is cut or padded; the tokens that the
 * file's post-processor adds (such as a closing {@code </s>}) are added. Half a surrogate pair counts as U+FFFD. May be
 * used from several threads, but not while it is being closed.
 */
public final class TextTokenizer implements AutoCloseable {
    /** Texts handed to the library at once: enough for all cores, few enough to bound its memory. */
    private static final int BATCH_TEXTS = 256;

    private static final int BATCH_CHARS = 1_000_000;

    private final HuggingFaceTokenizer tokenizer;
    private final int addedBefore;
    private final int addedAfter;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        long[] added = visitOne("a", NativeEncoding::added);
        this.addedBefore =
                (int) Arrays.stream(added).takeWhile(mark -> mark == 1).count();
        this.addedAfter = (int) IntStream.range(addedBefore, added.length)
                .filter(i -> added[i] == 1)
                .count();
    }

    /**
     * Loads a tokenizer; nothing is fetched from a network.
     *
     * @throws RequestException if the file cannot be read or is no tokenizer
     */
    public static TextTokenizer open(Path tokenizerJson) {
        stayOffline();
        if (!Files.isRegularFile(tokenizerJson)) {
            throw new RequestException(ModelFolder.class, "file.missing", tokenizerJson);
        }
        try {
            return new TextTokenizer(HuggingFaceTokenizer.newInstance(
                    tokenizerJson, Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "true")));
        } catch (IOException unreadable) {
            throw refusal(unreadable, "file.unreadable", tokenizerJson, new SystemReason(unreadable));
        } catch (RuntimeException garbled) {
            throw refusal(garbled, "tokenizer.garbled", tokenizerJson);
        }
    }

    /** The text's token ids. */
    public int[] encode(String text) {
        return visitOne(text, NativeEncoding::ids);
    }

    /** The token ids of many texts, on all cores. */
    public List<int[]> encodeAll(List<String> texts) {
        int[][] all = new int[texts.size()][];
        visit(texts, (index, encoding) -> all[index] = encoding.ids());
        return List.of(all);
    }

    /** The text's tokens with their places in it. */
    public Encoded encodeWithOffsets(String text) {
        return visitOne(text, NativeEncoding::encoded);
    }

    /** The text that tokens stand for, special tokens spelled out, as Transformers' {@code decode} gives it. */
    public String decode(int... ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }

    /** How many tokens are added before every text. */
    int addedBefore() {
        return addedBefore;
    }

    /** How many tokens are added after every text. */
    int addedAfter() {
        return addedAfter;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    /** What looks at a text's result; called for several texts at once. */
    @FunctionalInterface
    interface Visitor {
        void visit(int index, NativeEncoding encoding);
    }

    /** Encodes many texts on all cores and shows the results on all cores, in no order. */
    void visit(List<String> texts, Visitor visitor) {
        for (int from = 0; from < texts.size(); ) {
            List<String> batch = new ArrayList<>();
            int chars = 0;
            for (int i = from; i < texts.size() && batch.size() < BATCH_TEXTS && chars < BATCH_CHARS; i++) {
                batch.add(wellFormed(texts.get(i)));
                chars += texts.get(i).length();
            }
            visitBatch(batch, from, visitor);
            from += batch.size();
        }
    }

    private void visitBatch(List<String> batch, int from, Visitor visitor) {
        // HuggingFaceTokenizer.batchEncode copies eight arrays and an object a token out of the library; ids are one.
        long[] handles = TokenizersLibrary.LIB.batchEncode(tokenizer.getHandle(), batch.toArray(String[]::new), true);
        try {
            // Copying out costs about as much as tokenising, and the library does it for one text at a time.
            IntStream.range(0, handles.length)
                    .parallel()
                    .forEach(i -> visitor.visit(from + i, new NativeEncoding(batch.get(i), handles[i])));
        } finally {
            for (long handle : handles) {
                TokenizersLibrary.LIB.deleteEncoding(handle);
            }
        }
    }

    private <T> T visitOne(String text, Function<NativeEncoding, T> visitor) {
        String sound = wellFormed(text);
        long handle = TokenizersLibrary.LIB.encode(tokenizer.getHandle(), sound, true);
        try {
            return visitor.apply(new NativeEncoding(sound, handle));
        } finally {
            TokenizersLibrary.LIB.deleteEncoding(handle);
        }
    }

    /** Left to itself the library makes three characters of half a surrogate pair, and every later place is wrong. */
    private static String wellFormed(String text) {
        StringBuilder sound = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    i++;
                } else {
                    sound = sound == null ? new StringBuilder(text) : sound;
                    sound.setCharAt(i, '\ufffd');
                }
            }
        }
        return sound == null ? text : sound.toString();
    }

    /**
     * On a machine with CUDA DJL would otherwise download a build of the tokenizers for it, which is of no use here. A
     * caller's own choice stands.
     */
    private static void stayOffline() {
        System.getProperties().putIfAbsent("ai.djl.offline", "true");
        System.getProperties().putIfAbsent("RUST_FLAVOR", "cpu");
    }

    private static RequestException refusal(Exception cause, String key, Object... arguments) {
        RequestException refusal = new RequestException(ModelFolder.class, key, arguments);
        refusal.initCause(cause);
        return refusal;
    }
}
