package dev.bunrui.corpus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A part of what there is to learn from, as for a learning curve: of each class the first ⌈share · n⌉ articles in the
 * split's order, so that a smaller share is part of a larger one and no class is lost. Validation and test stay whole.
 */
final class TrainingShare {
    private TrainingShare() {}

    static Split of(Split split, double share) {
        if (share == 1) {
            return split;
        }
        Map<String, Long> there =
                split.train().stream().collect(Collectors.groupingBy(ArticleGroups::label, Collectors.counting()));
        Map<String, Long> left = new HashMap<>();
        // 0.1 · 30 is a little more than 3 in binary, and 3 are meant.
        there.forEach((label, count) -> left.put(label, (long) Math.ceil(share * count - 1e-9)));
        List<Article> some = split.train().stream()
                .filter(article -> left.merge(ArticleGroups.label(article), -1L, Long::sum) >= 0)
                .toList();
        return new Split(some, split.validation(), split.test());
    }
}
