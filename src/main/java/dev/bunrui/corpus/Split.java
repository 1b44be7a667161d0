package dev.bunrui.corpus;

import dev.bunrui.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Articles to learn from, to choose the best epoch with, and to be tested on. */
public record Split(List<Article> train, List<Article> validation, List<Article> test) {
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * A fingerprint of who is where, in which order: SHA-256, in hexadecimal, over, for each article of train, validation
     * and test, the part's name ({@code train}, {@code validation}, {@code test}), id, label (empty if there is none),
     * title and body; each as UTF-8 after its length in bytes as four bytes, most significant first.
     */
    public String hash() {
        MessageDigest digest = Sha256.begin();
        add(digest, "train", train);
        add(digest, "validation", validation);
        add(digest, "test", test);
        return Sha256.end(digest);
    }

    /** A fingerprint of the test alone, in the same form: splits with equal ones are tested on the same articles. */
    public String testHash() {
        return new Split(List.of(), List.of(), test).hash();
    }

    private static void add(MessageDigest digest, String part, List<Article> articles) {
        for (Article article : articles) {
            add(digest, part);
            add(digest, article.id());
            add(digest, article.label() == null ? "" : article.label());
            add(digest, article.title());
            add(digest, article.body());
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }
}
