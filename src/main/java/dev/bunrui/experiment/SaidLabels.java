package dev.bunrui.experiment;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Sha256;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The label that each article of a part was given: all that a comparison needs of most runs. Kept beside the predictions in
 * {@code predictions/test.labels}, which holds only for the very bytes of {@code test.jsonl} that it was made of, and is made
 * again where it is missing: hundreds of runs of ten thousand articles are then compared in a second, not in three.
 *
 * <p>The file, most significant bytes first: {@code "BNRL"}, the CRC-32C and the length of the predictions' file, SHA-256 of
 * ids and gold labels, the number of articles, and the label of each as four bytes.
 *
 * @param articles SHA-256 over the articles' ids and gold labels: equal for runs that were tested on the same
 * @param labels by their indices, in the order of the part
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of numbers; compared nowhere
public record SaidLabels(byte[] articles, int[] labels) {
    private static final Logger LOG = LoggerFactory.getLogger(SaidLabels.class);
    private static final int MAGIC = 0x424E524C;
    private static final int HASH = 32;
    private static final int HEAD = 4 + 8 + 8 + HASH + 4;

    /**
     * The labels on a part.
     *
     * @param classes in the order of the logits
     * @throws RequestException as {@link Predictions#read} does
     */
    public static SaidLabels read(Path predictions, List<String> classes) {
        byte[] bytes = Predictions.bytes(predictions);
        Path file = file(predictions);
        long crc = crc(bytes);
        if (Files.isRegularFile(file)) {
            try {
                SaidLabels kept = parse(Files.readAllBytes(file), crc, bytes.length, classes.size());
                if (kept.labels.length > 0) {
                    return kept;
                }
            } catch (IOException | BufferUnderflowException damaged) {
                LOG.info("{} is made again", file, damaged);
            }
        }
        SaidLabels labels = of(Predictions.parse(bytes, predictions, classes), classes);
        labels.keep(file, crc, bytes.length);
        return labels;
    }

    private static Path file(Path predictions) {
        return predictions.resolveSibling(predictions.getFileName().toString().replaceFirst("\\.jsonl$", ".labels"));
    }

    private static SaidLabels of(Predictions predictions, List<String> classes) {
        MessageDigest digest = Sha256.begin();
        for (int i = 0; i < predictions.size(); i++) {
            digest.update(predictions.ids().get(i).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(classes.get(predictions.gold()[i]).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return new SaidLabels(digest.digest(), predictions.labels());
    }

    /** Without articles if it was made of other predictions. */
    private static SaidLabels parse(byte[] file, long crc, long length, int classes) {
        ByteBuffer from = ByteBuffer.wrap(file);
        SaidLabels none = new SaidLabels(new byte[HASH], new int[0]);
        if (from.getInt() != MAGIC || from.getLong() != crc || from.getLong() != length) {
            return none;
        }
        byte[] articles = new byte[HASH];
        from.get(articles);
        int count = from.getInt();
        if (count < 0 || file.length != HEAD + 4L * count) {
            return none;
        }
        int[] labels = new int[count];
        from.asIntBuffer().get(labels);
        boolean known = Arrays.stream(labels).allMatch(label -> label >= 0 && label < classes);
        return known ? new SaidLabels(articles, labels) : none;
    }

    /** A folder that cannot be written to, as on a disc, costs the time only. */
    private void keep(Path file, long crc, long length) {
        ByteBuffer to = ByteBuffer.allocate(HEAD + 4 * labels.length);
        to.putInt(MAGIC).putLong(crc).putLong(length).put(articles).putInt(labels.length);
        to.asIntBuffer().put(labels);
        try {
            AtomicFile.write(file, out -> out.write(to.array()));
        } catch (RequestException unwritable) {
            LOG.info("{} is not kept", file, unwritable);
        }
    }

    private static long crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }
}
