package dev.bunrui.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The file form of TorchScript: a zip of stored entries that holds the source and two small pickles. Written by hand, it
 * needs no Python.
 */
final class TorchScriptArchive {
    /** The version of the operator set that sources are read by; from 7 on, gelu has its approximation. */
    private static final String OPERATORS = "10\n";

    /** Pickle protocol 2 of an empty tuple. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private TorchScriptArchive() {}

    static void write(Path file, String source) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            store(zip, "version", OPERATORS.getBytes(StandardCharsets.US_ASCII));
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "data.pkl", object());
            store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Pickle protocol 2 of an object of {@code __torch__.Kernels} whose attribute {@code training} is False. */
    private static byte[] object() {
        return "\u0080\u0002c__torch__\nKernels\nq\u0000)\u0081}X\u0008\u0000\u0000\u0000trainingq\u0001\u0089sb."
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry("kernels/" + name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static void discard(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
