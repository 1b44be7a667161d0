package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether there is something to learn from labelled articles, and to measure it with. */
final class ClassChecks {
    private ClassChecks() {}

    static void whole(ReadPart part) {
        Map<String, Long> classes = atLeastTwo(part);
        classes.forEach((label, count) -> {
            if (count == 1) {
                String id = part.articles().stream()
                        .filter(article -> label.equals(article.label()))
                        .findFirst()
                        .orElseThrow()
                        .id();
                throw new RequestException(
                        ClassChecks.class, "classes.single", part.source().name(), label, id);
            }
        });
    }

    static void given(ReadPart train, ReadPart validation, ReadPart test) {
        Map<String, Long> classes = atLeastTwo(train);
        for (ReadPart part : List.of(validation, test)) {
            String name = part.source().name();
            if (part.articles().isEmpty()) {
                throw new RequestException(ClassChecks.class, "articles.none", name);
            }
            if (part.titled() != train.titled()) {
                throw new RequestException(
                        ClassChecks.class,
                        "split.titles",
                        (part.titled() ? part : train).source().name(),
                        (part.titled() ? train : part).source().name());
            }
            for (Article article : part.articles()) {
                String label = Objects.requireNonNull(article.label());
                if (!classes.containsKey(label)) {
                    throw new RequestException(
                            ClassChecks.class,
                            "split.unknown-label",
                            article.id(),
                            label,
                            train.source().name());
                }
            }
        }
    }

    private static Map<String, Long> atLeastTwo(ReadPart part) {
        String name = part.source().name();
        if (part.articles().isEmpty()) {
            throw new RequestException(ClassChecks.class, "articles.none", name);
        }
        Map<String, Long> classes = part.articles().stream()
                .map(article -> Objects.requireNonNull(article.label()))
                .collect(Collectors.groupingBy(
                        Function.identity(), () -> new TreeMap<>(CodePointOrder.INSTANCE), Collectors.counting()));
        if (classes.size() < 2) {
            throw new RequestException(
                    ClassChecks.class,
                    "classes.one",
                    name,
                    classes.keySet().iterator().next());
        }
        return classes;
    }
}
