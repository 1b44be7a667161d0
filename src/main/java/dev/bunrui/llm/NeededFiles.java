package dev.bunrui.llm;

import dev.bunrui.hub.HubFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files of a repository make a model: its configuration, its tokenizer, and its weights in one form, safetensors
 * before PyTorch's own. What is for other programs is left where it is.
 */
public final class NeededFiles {
    private static final Set<String> SMALL = Set.of(
            "config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "spiece.model",
            "tokenizer.model",
            "vocab.json",
            "merges.txt");

    private NeededFiles() {}

    /** The needed ones of all files; none if there are no weights that can be read. */
    public static List<HubFile> of(List<HubFile> all) {
        Set<String> names = named(all.stream().map(HubFile::path).toList());
        return all.stream().filter(file -> names.contains(file.path())).toList();
    }

    /** The names of the needed ones among all names; none if there are no weights that can be read. */
    public static Set<String> named(Collection<String> all) {
        Set<String> needed = weights(all);
        if (needed.isEmpty() || !all.contains("config.json")) {
            return Set.of();
        }
        all.stream().filter(SMALL::contains).forEach(needed::add);
        return needed;
    }

    private static Set<String> weights(Collection<String> all) {
        for (String name : ModelFolder.WEIGHTS) {
            int dot = name.lastIndexOf('.');
            Predicate<String> shard = Pattern.compile(Pattern.quote(name.substring(0, dot)) + "-\\d+-of-\\d+"
                            + Pattern.quote(name.substring(dot)))
                    .asMatchPredicate();
            String index = name + ModelFolder.INDEX;
            if (all.contains(name)) {
                return new TreeSet<>(Set.of(name));
            } else if (all.contains(index)) {
                return all.stream().filter(shard.or(index::equals)).collect(Collectors.toCollection(TreeSet::new));
            }
        }
        return new TreeSet<>();
    }
}
