package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Finds a data set that was named by a word or a path: {@code sample} comes with the program, {@code livedoor} is the
 * livedoor news corpus in the user's folder. A word goes before a file of the same name; {@code ./sample} is the file.
 */
public final class DataLocator {
    /** The articles that come with the program. */
    public static final String SAMPLE = "sample";

    /** The livedoor news corpus as its makers pack it. */
    public static final String LIVEDOOR = "livedoor";

    private final Path sampleData;
    private final Path fetched;

    /**
     * {@code sampleData} is the folder of the data sets that come with the program, {@code fetched} the one with those
     * that the user put there.
     */
    public DataLocator(Path sampleData, Path fetched) {
        this.sampleData = sampleData;
        this.fetched = fetched;
    }

    /**
     * The data set's absolute path, so that a run can be gone on with from any folder.
     *
     * @throws RequestException if the livedoor corpus is asked for and is not there, or the text cannot be a path
     */
    public Path locate(String nameOrPath) {
        if (nameOrPath.equals(SAMPLE)) {
            return sampleData.resolve("articles");
        }
        if (nameOrPath.equals(LIVEDOOR)) {
            Path archive = LivedoorCorpus.in(fetched);
            if (!Files.exists(archive)) {
                throw new RequestException(DataLocator.class, "livedoor.missing", archive, LivedoorCorpus.PAGE);
            }
            return archive;
        }
        try {
            return Path.of(nameOrPath).toAbsolutePath().normalize();
        } catch (InvalidPathException noPath) {
            throw new RequestException(DataLocator.class, "path.missing", nameOrPath);
        }
    }

    /** The word that stands for a data set if there is one, else the name of its file or folder. */
    public String name(Path data) {
        if (data.equals(locate(SAMPLE))) {
            return SAMPLE;
        }
        return data.equals(LivedoorCorpus.in(fetched)) ? LIVEDOOR : String.valueOf(data.getFileName());
    }
}
