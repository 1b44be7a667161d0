package dev.bunrui.llm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bunrui.llm.Fixtures;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every token of the livedoor corpus and of the awkward texts, by the digest of what the reference libraries gave. */
class CorpusTokenizerTest {
    private static final Path SHARED = Path.of("../shared/data");
    private static final Path CORPUS = SHARED.resolve("ldcc-20140209.tar.gz");

    /** A piece {@code <NL>}, defined by the user, and no space before a text: appended, they count. */
    private static final byte[] AS_RINNA = {
        0x0a, 13, 0x0a, 4, '<', 'N', 'L', '>', 0x15, 0, 0, 0, 0, 0x18, 4, 0x1a, 2, 0x18, 0
    };

    private static List<String> articles = List.of();

    @TempDir
    Path folder;

    @BeforeAll
    static void readTheCorpusOnce() throws IOException {
        if (Files.exists(CORPUS)) {
            articles = articles();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rinna-japanese-gpt2, rinna-japanese-gpt2.spm.model, spiece.model",
        "llm-jp-as-rinna, llm-jp-v2.2-50k.spm.model, spiece.model",
        "llm-jp-as-llama, llm-jp-v2.2-50k.spm.model, tokenizer.model",
        "gpt-neox-20b, gpt-neox-20b.tokenizer.json, tokenizer.json",
        "llm-jp-v2.2-50k, llm-jp-v2.2-50k.tokenizer.json, tokenizer.json"
    })
    void allIdsAreThoseOfTheReference(String name, String shared, String file) throws IOException {
        Path source = SHARED.resolve("tokenizers").resolve(shared);
        assumeTrue(Files.exists(source) && Files.exists(CORPUS));
        JsonNode expected = Fixtures.json("tokenizer/corpus.json");
        JsonNode model = expected.get("models").get(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Files.readAllBytes(source));
        if (name.endsWith("as-rinna")) {
            bytes.writeBytes(AS_RINNA);
        }
        Files.write(folder.resolve(file), bytes.toByteArray());
        if (model.has("config")) {
            Files.writeString(
                    folder.resolve("tokenizer_config.json"), model.get("config").toString());
        }
        assertThat(articles).hasSize(expected.get("articles").asInt());
        try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve(file))) {
            check(tokenizer, awkward(expected.get("long")), model.get("awkward"));
            check(tokenizer, articles, model.get("corpus"));
        }
    }

    private static void check(TextTokenizer tokenizer, List<String> texts, JsonNode expected) {
        List<int[]> all = tokenizer.encodeAll(texts);
        assertThat(all.stream().mapToLong(ids -> ids.length).sum())
                .isEqualTo(expected.get("tokens").asLong());
        assertThat(digest(all)).isEqualTo(expected.get("sha256").asText());
    }

    private static String digest(List<int[]> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int[] row : rows) {
                ByteBuffer bytes = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asIntBuffer().put(row);
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> awkward(JsonNode longOnes) throws IOException {
        List<String> texts = new ArrayList<>();
        Fixtures.json("tokenizer/rinna/expected.json")
                .forEach(one -> texts.add(one.get("text").asText()));
        longOnes.forEach(one -> texts.add(one.get(0).asText().repeat(one.get(1).asInt())));
        return texts;
    }

    /** The files as they are, in the order of their names. */
    private static List<String> articles() throws IOException {
        TreeMap<String, String> texts = new TreeMap<>();
        try (InputStream file = Files.newInputStream(CORPUS);
                TarArchiveInputStream archive =
                        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Path path = Path.of(entry.getName());
                if (entry.isFile()
                        && path.getNameCount() > 1
                        && path.getFileName()
                                .toString()
                                .startsWith(path.getParent().getFileName() + "-")) {
                    texts.put(
                            path.getParent().getFileName() + "/" + path.getFileName(),
                            new String(archive.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return List.copyOf(texts.values());
    }
}
