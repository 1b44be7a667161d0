package dev.bunrui.service;

import dev.bunrui.corpus.DataLocator;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.Figures;
import dev.bunrui.message.Messages;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the program has what it needs around it.
 *
 * @param home the user's folder
 * @param writable whether files can be made in it
 * @param diskFree what its disk can still take, in bytes
 * @param missing a sentence or a path for each thing that should have come with the program and did not
 */
public record Health(Path home, boolean writable, long diskFree, List<String> missing) {
    /** A run's states and adapter take some hundred MB with the large models. */
    private static final long LITTLE_DISK = 2L << 30;

    public Health {
        missing = List.copyOf(missing);
    }

    /** Looks at the folders; reads and writes on the disk. */
    public static Health of(AppFolders folders) {
        Path home = folders.home();
        return new Health(home, writable(home), usable(home), missing(folders));
    }

    /** Whether everything can be done; a disk that is nearly full is only warned of. */
    public boolean well() {
        return writable && missing.isEmpty();
    }

    /** What needs attention, each in a sentence that says the way out. */
    public List<String> sentences() {
        Messages messages = Messages.of(Health.class);
        List<String> sentences = new ArrayList<>();
        if (!writable) {
            sentences.add(messages.get("health.unwritable", home, AppFolders.HOME_VARIABLE));
        } else if (diskFree < LITTLE_DISK) {
            sentences.add(messages.get("health.disk", Figures.bytes(diskFree), home, AppFolders.HOME_VARIABLE));
        }
        missing.forEach(thing -> sentences.add(messages.get("health.missing", thing)));
        return sentences;
    }

    private static List<String> missing(AppFolders folders) {
        List<String> missing = new ArrayList<>();
        ModelLocator models = new ModelLocator(folders.assets());
        for (CatalogueEntry entry : Catalogue.load().entries()) {
            if (entry.embedded()) {
                try {
                    models.locate(entry.id());
                } catch (RequestException incomplete) {
                    missing.add(String.valueOf(incomplete.getMessage()));
                }
            }
        }
        Path sample = new DataLocator(folders.sampleData(), folders.data()).locate(DataLocator.SAMPLE);
        if (!Files.isDirectory(sample)) {
            missing.add(sample.toString());
        }
        return missing;
    }

    /** Tried, since permissions alone do not tell of read-only file systems. */
    private static boolean writable(Path home) {
        try {
            Files.createDirectories(home);
            Files.delete(Files.createTempFile(home, "doctor", ".tmp"));
            return true;
        } catch (IOException unwritable) {
            return false;
        }
    }

    /** Of the nearest folder that there is: the user's folder may not have been made yet. */
    private static long usable(Path home) {
        Path folder = home;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        try {
            return folder == null ? 0 : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
