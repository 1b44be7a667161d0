package dev.bunrui.corpus;

import java.util.List;

/**
 * Articles as they were read.
 *
 * @param name the file's or folder's name
 * @param titled whether the data has titles at all (single ones may still be empty)
 * @param sources what was read, in the order train, validation, test for a given split
 * @param findings rows worth a look, in reading order
 */
public record DataSet(String name, boolean titled, Parts parts, List<SourceFile> sources, List<Finding> findings) {
    public DataSet {
        sources = List.copyOf(sources);
        findings = List.copyOf(findings);
    }
}
