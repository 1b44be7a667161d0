package dev.bunrui.corpus;

import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files or folders of a split that came with the data, told by their names. */
record GivenSplit(Path train, Path validation, Path test) {
    private static final Set<String> OTHER_NAMES_OF_VALIDATION = Set.of("valid", "validation", "dev");

    private enum Role {
        TRAIN("train"),
        VALIDATION("val"),
        TEST("test");

        final String shown;

        Role(String shown) {
            this.shown = shown;
        }

        boolean isCalled(String stem) {
            String name = stem.toLowerCase(Locale.ROOT);
            return name.equals(shown) || (this == VALIDATION && OTHER_NAMES_OF_VALIDATION.contains(name));
        }
    }

    /**
     * The split in a folder, if it holds one: any data file named like a part, or two sub-folders (one alone may well be
     * a category called so).
     *
     * @throws RequestException if a part is missing or there twice
     */
    static Optional<GivenSplit> in(Path folder) {
        Listing listing = Listing.of(folder);
        Map<Role, Path> found = new EnumMap<>(Role.class);
        boolean files = false;
        for (Path file : listing.dataFiles()) {
            String stem = FileKind.of(Listing.name(file)).orElseThrow().stem(Listing.name(file));
            files |= put(folder, found, stem, file);
        }
        for (Path sub : listing.folders()) {
            put(folder, found, Listing.name(sub), sub);
        }
        if (!files && found.size() < 2) {
            return Optional.empty();
        }
        Path train = found.get(Role.TRAIN);
        Path validation = found.get(Role.VALIDATION);
        Path test = found.get(Role.TEST);
        if (train == null || validation == null || test == null) {
            String there = found.values().stream().map(Listing::name).collect(Collectors.joining(", "));
            String missing = Arrays.stream(Role.values())
                    .filter(role -> !found.containsKey(role))
                    .map(role -> role.shown)
                    .collect(Collectors.joining(", "));
            throw new RequestException(GivenSplit.class, "split.part-missing", folder, there, missing);
        }
        return Optional.of(new GivenSplit(train, validation, test));
    }

    private static boolean put(Path folder, Map<Role, Path> found, String stem, Path path) {
        for (Role role : Role.values()) {
            if (role.isCalled(stem)) {
                Path other = found.put(role, path);
                if (other != null) {
                    throw new RequestException(
                            GivenSplit.class, "split.part-twice", folder, Listing.name(other), Listing.name(path));
                }
                return true;
            }
        }
        return false;
    }
}
