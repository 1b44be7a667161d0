package dev.bunrui.corpus;

/**
 * What was read, for showing to the user.
 *
 * @param name file or folder, relative to the data set
 * @param encoding {@code UTF-8}, {@code UTF-8 BOM}, {@code UTF-16}, {@code CP932} or {@code EUC-JP}; several, in
 *     alphabetical order with commas, where a folder or an archive mixes them
 * @param columnsUsed the columns that were named or found; all null for the livedoor layout
 * @param articles how many articles it gave
 */
public record SourceFile(String name, String encoding, Columns columnsUsed, int articles) {}
