package dev.bunrui.experiment.report;

import dev.bunrui.experiment.MemoryNote;
import dev.bunrui.experiment.RunManifest;
import dev.bunrui.message.Figures;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run was made from and with, so that another can be held against it: articles, hashes, versions, device. */
final class Provenance {
    private Provenance() {}

    /** {@code lessened}: what was done about a lack of memory, if there was one. */
    static Element of(Words words, RunManifest manifest, Optional<MemoryNote> lessened) {
        Map<String, Integer> articles = manifest.articles();
        Facts facts = new Facts()
                .fact(
                        words.of("report.articles"),
                        words.of(
                                "report.parts",
                                Figures.count(articles.getOrDefault("train", 0)),
                                Figures.count(articles.getOrDefault("val", 0)),
                                Figures.count(articles.getOrDefault("test", 0))))
                .fact(words.of("report.labels"), String.join(words.of("report.comma"), manifest.labels()))
                .fact(words.of("report.template"), manifest.template())
                .fact(words.of("report.device"), manifest.device() + ", " + manifest.numbers())
                .fact(words.of("report.versions"), pairs(manifest.versions()))
                .fact(words.of("report.split-hash"), manifest.splitHash());
        lessened.ifPresent(note -> facts.fact(words.of("report.memory"), note.message(words.locale())));
        if (!manifest.testHash().isEmpty()) {
            facts.fact(words.of("report.test-hash"), manifest.testHash());
        }
        manifest.modelFiles().forEach((file, hash) -> facts.fact(file, "SHA-256 " + hash));
        return facts.element();
    }

    private static String pairs(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
