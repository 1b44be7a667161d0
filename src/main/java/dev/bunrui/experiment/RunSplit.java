package dev.bunrui.experiment;

import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.Split;
import dev.bunrui.corpus.Splitter;
import dev.bunrui.message.RequestException;
import java.nio.file.Files;

/** The articles that a run was made with, read and split once more. A run keeps none of them. */
public final class RunSplit {
    private RunSplit() {}

    /**
     * The split.
     *
     * @param use begins the keys of what is said where it cannot be had: {@code gone} and {@code changed}
     * @throws RequestException if the articles are not where they were, or are others now
     */
    public static Split of(RunManifest manifest, String use) {
        RunSettings settings = manifest.settings();
        if (!Files.exists(settings.data())) {
            throw new RequestException(RunSplit.class, use + "gone", settings.data());
        }
        Split split = Splitter.split(
                DataReader.read(settings.data(), settings.columns()).parts(), settings.split());
        if (!split.hash().equals(manifest.splitHash())) {
            throw new RequestException(RunSplit.class, use + "changed", settings.data());
        }
        return split;
    }
}
