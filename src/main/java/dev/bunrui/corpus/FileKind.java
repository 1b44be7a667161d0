package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that articles are read from, told by the ending of the name. */
enum FileKind {
    CSV,
    TSV,
    JSON_LINES,
    ARCHIVE;

    private List<String> endings() {
        return switch (this) {
            case CSV -> List.of(".csv");
            case TSV -> List.of(".tsv");
            case JSON_LINES -> List.of(".jsonl", ".ndjson");
            case ARCHIVE -> List.of(".tar.gz", ".tgz");
        };
    }

    static Optional<FileKind> of(String fileName) {
        return Arrays.stream(values())
                .filter(kind -> !kind.stem(fileName).equals(fileName))
                .findFirst();
    }

    /**
     * The kind of a file that is to be read.
     *
     * @throws RequestException if its name has none of the endings
     */
    static FileKind required(String fileName) {
        return of(fileName).orElseThrow(() -> new RequestException(FileKind.class, "file.unknown-kind", fileName));
    }

    /** The name without its ending, if it is one of this kind. */
    String stem(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        for (String ending : endings()) {
            if (lower.endsWith(ending)) {
                return fileName.substring(0, fileName.length() - ending.length());
            }
        }
        return fileName;
    }
}
