package dev.bunrui.experiment;

import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.classify.Classification;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.FileTree;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.ComputeDevice;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Loads what was exported of a run as anybody would, and holds it to the run on real articles. */
public final class ExportChecker {
    /** Enough to see a wrong weight at once. */
    private static final int ARTICLES = 100;

    private static final String ADAPTER = "/adapter/";
    private static final String ADAPTER_CONFIG = "adapter_config.json";

    private final RunFolder run;
    private final RunManifest manifest;
    private final ModelLocator models;
    private final String device;
    private final String precision;

    /**
     * Nothing is loaded yet.
     *
     * @param device as {@link ComputeDevice#of} reads it
     * @param precision as {@link Precision#of} reads it
     * @throws RequestException if the run's manifest cannot be read
     */
    public ExportChecker(RunFolder run, ModelLocator models, String device, String precision) {
        this.run = run;
        this.manifest = RunManifest.read(run.manifest());
        this.models = models;
        this.device = device;
        this.precision = precision;
    }

    /** Whether there is anything to be held to what a run exports: an unfinished one has no adapter. */
    public static boolean possible(RunFolder run) {
        return run.finished();
    }

    /**
     * Compares an export with the run.
     *
     * @param exported what {@link RunExport} or {@link MergedExport} wrote
     * @param sample where the sample articles are, taken if the run's own are not at hand
     * @param done hears now and again what share is done
     * @throws RequestException if the export cannot be loaded, or the articles or the run cannot
     */
    public ExportCheck check(Path exported, Path sample, DoubleConsumer done) {
        List<Article> articles;
        boolean own = true;
        try {
            articles = TestExamples.of(run, ARTICLES).stream()
                    .map(TestExample::article)
                    .toList();
        } catch (RequestException notAtHand) {
            own = false;
            articles = spread(DataReader.read(sample, Columns.GUESSED).parts().all());
        }
        List<Classification> before;
        boolean adapter = RunExport.isZip(exported) || Files.exists(exported.resolve(ADAPTER_CONFIG));
        // What was merged went into the weights in full, whatever the run kept of them.
        Optional<WeightFormat> weights = adapter ? Optional.empty() : Optional.of(WeightFormat.FULL);
        try (ArticleClassifier classifier = RunClassifier.open(run, models, device, precision, weights)) {
            before = classify(classifier, articles, done, 0);
        }
        if (RunExport.isZip(exported)) {
            return unpacked(exported, own, articles, before, done);
        }
        try (ArticleClassifier classifier = open(exported)) {
            return ExportCheck.of(own, before, classify(classifier, articles, done, articles.size()));
        }
    }

    private static List<Article> spread(List<Article> all) {
        int count = Math.min(ARTICLES, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private static List<Classification> classify(
            ArticleClassifier classifier, List<Article> articles, DoubleConsumer done, int before) {
        List<Classification> all = new ArrayList<>();
        classifier.classify(articles, each -> {
            all.add(each.classification());
            done.accept((before + all.size()) / (2.0 * articles.size()));
        });
        return all;
    }

    private ArticleClassifier open(Path exported) {
        ComputeDevice computing = ComputeDevice.of(device);
        Precision computed = Precision.of(precision, computing);
        if (Files.exists(exported.resolve(ADAPTER_CONFIG))) {
            ModelFolder base = models.locate(manifest.settings().model());
            return ArticleClassifier.open(
                    exported, base, RunClassifier.ofManifest(manifest, base), computing, computed);
        }
        ModelFolder merged = ModelFolder.open(exported);
        return ArticleClassifier.open(merged, RunClassifier.ofManifest(manifest, merged), computing, computed);
    }

    /** Of a whole run that was packed it is the adapter that answers. */
    private ExportCheck unpacked(
            Path zip, boolean own, List<Article> articles, List<Classification> before, DoubleConsumer done) {
        try {
            Path folder = Files.createTempDirectory("bunrui");
            try {
                unpack(zip, folder);
                try (ArticleClassifier classifier = open(folder)) {
                    return ExportCheck.of(own, before, classify(classifier, articles, done, articles.size()));
                }
            } finally {
                FileTree.delete(folder);
            }
        } catch (IOException failure) {
            throw AtomicFile.refusal(zip, failure);
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<? extends ZipEntry> entries = file.stream()
                    .filter(entry -> entry.getName().contains(ADAPTER))
                    .toList();
            for (ZipEntry entry : entries) {
                String name = entry.getName();
                Files.copy(
                        file.getInputStream(entry),
                        folder.resolve(Path.of(name.substring(name.lastIndexOf('/') + 1))
                                .getFileName()));
            }
        }
    }
}
