package dev.bunrui.llm.text;

import dev.bunrui.file.SystemReason;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.NewlineToken;
import dev.bunrui.llm.TokenizerConfig;
import dev.bunrui.llm.TokenizerFiles;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * From texts to tokens and back, as Transformers does it for a model: by a {@code tokenizer.json}, or by a sentencepiece
 * model with the settings beside it. Nothing is cut or padded; the tokens that the tokenizer adds by itself (such as a
 * closing {@code </s>}) are added. Half a surrogate pair counts as U+FFFD. May be used from several threads, but not
 * while it is being closed.
 */
public final class TextTokenizer implements AutoCloseable {
    /** Texts handed to the library at once: enough for all cores, few enough to bound its memory. */
    private static final int BATCH_TEXTS = 256;

    private static final int BATCH_CHARS = 1_000_000;

    private final Engine engine;
    private final int rows;
    private final Newlines newlines;

    private TextTokenizer(Engine engine, int rows, Newlines newlines) {
        this.engine = engine;
        this.rows = rows;
        this.newlines = newlines;
    }

    /**
     * Loads a tokenizer; nothing is fetched from a network.
     *
     * @param file {@code tokenizer.json} or a sentencepiece model, with what belongs to it beside it
     * @throws RequestException if the file cannot be read or is no tokenizer
     */
    public static TextTokenizer open(Path file) {
        return open(file, Integer.MAX_VALUE, Newlines.PLAIN);
    }

    /**
     * Loads a model's tokenizer, with line breaks as the model wants them ({@link NewlineToken}).
     *
     * @throws RequestException if a file cannot be read or is not what it should be
     */
    public static TextTokenizer open(ModelFolder model) {
        return open(model, NewlineToken.of(model));
    }

    /**
     * Loads a model's tokenizer; nothing is fetched from a network.
     *
     * @param newline what stands for a line break in a text for this model, {@code "\n"} if the line break itself;
     *     places are told as those in the text as it was given
     * @throws RequestException if a file cannot be read or is not what it should be
     */
    public static TextTokenizer open(ModelFolder model, String newline) {
        return open(model.tokenizerFile(), model.config().vocabSize(), new Newlines(newline));
    }

    private static TextTokenizer open(Path file, int rows, Newlines newlines) {
        if (!Files.isRegularFile(file)) {
            throw new RequestException(ModelFolder.class, "file.missing", file);
        }
        try {
            return new TextTokenizer(engine(file, rows), rows, newlines);
        } catch (RequestException refused) {
            throw refused;
        } catch (IOException unreadable) {
            throw refusal(unreadable, "file.unreadable", file, new SystemReason(unreadable));
        } catch (RuntimeException garbled) {
            throw refusal(garbled, "tokenizer.garbled", file);
        }
    }

    private static Engine engine(Path file, int rows) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals(TokenizerFiles.VOCABULARY)) {
            return JsonEngine.ofVocabulary(file);
        }
        return name.endsWith(".model")
                ? new PieceEngine(Files.readAllBytes(file), TokenizerConfig.beside(file), rows)
                : JsonEngine.of(file);
    }

    /** The text's token ids. */
    public int[] encode(String text) {
        return visitOne(text, TextEncoding::ids);
    }

    /** The token ids of many texts, on all cores. */
    public List<int[]> encodeAll(List<String> texts) {
        int[][] all = new int[texts.size()][];
        visit(texts, (index, encoding) -> all[index] = encoding.ids());
        return List.of(all);
    }

    /** The text's tokens with their places in it. */
    public Encoded encodeWithOffsets(String text) {
        return visitOne(text, TextEncoding::encoded);
    }

    /** The text that tokens stand for, special tokens spelled out, and line breaks as the model has them. */
    public String decode(int... ids) {
        return engine.decode(ids);
    }

    /** How many tokens the model knows; unlimited where the tokenizer was opened without one. */
    int rows() {
        return rows;
    }

    /** How many tokens are added before every text. */
    int addedBefore() {
        return engine.addedBefore();
    }

    /** How many tokens are added after every text. */
    int addedAfter() {
        return engine.addedAfter();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Encodes many texts on all cores and shows the results on all cores, in no order. */
    void visit(List<String> texts, Engine.Visitor visitor) {
        for (int from = 0; from < texts.size(); ) {
            List<String> batch = new ArrayList<>();
            int chars = 0;
            for (int i = from; i < texts.size() && batch.size() < BATCH_TEXTS && chars < BATCH_CHARS; i++) {
                batch.add(newlines.write(wellFormed(texts.get(i))));
                chars += texts.get(i).length();
            }
            int first = from;
            engine.visit(
                    batch,
                    (index, encoding) ->
                            visitor.visit(first + index, newlines.read(texts.get(first + index), encoding)));
            from += batch.size();
        }
    }

    private <T> T visitOne(String text, Function<TextEncoding, T> visitor) {
        return engine.visitOne(
                newlines.write(wellFormed(text)), encoding -> visitor.apply(newlines.read(text, encoding)));
    }

    /** Left to itself a library makes three characters of half a surrogate pair, and every later place is wrong. */
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

    private static RequestException refusal(Exception cause, String key, Object... arguments) {
        RequestException refusal = new RequestException(ModelFolder.class, key, arguments);
        refusal.initCause(cause);
        return refusal;
    }
}
