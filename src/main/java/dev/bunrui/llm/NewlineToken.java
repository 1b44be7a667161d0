package dev.bunrui.llm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for a line break in a text for a model, such as {@code <NL>} for rinna's instruction models. No file of a
 * model says so: it is known of models of the catalogue, and of folders that are known to hold one of them.
 */
public final class NewlineToken {
    private static final Pattern SEPARATOR = Pattern.compile("--");

    private NewlineToken() {}

    /**
     * Knows a model by the hub's cache that it lies in ({@code models--owner--name}), by its folder's name
     * ({@code owner--name}, {@code owner/name} or the name alone), or by what {@code config.json} calls it; otherwise a
     * line break stands for itself.
     */
    public static String of(ModelFolder model) {
        Catalogue catalogue = Catalogue.load();
        for (String name : names(model)) {
            Optional<CatalogueEntry> entry = catalogue.entries().stream()
                    .filter(each -> each.id().equals(name) || each.id().endsWith("/" + name))
                    .findFirst();
            if (entry.isPresent()) {
                return entry.get().newlineToken();
            }
        }
        return "\n";
    }

    private static List<String> names(ModelFolder model) {
        Path folder = model.path().toAbsolutePath().normalize();
        String name = name(folder);
        Path snapshots = folder.getParent();
        Path cached = snapshots == null ? null : snapshots.getParent();
        String own = name;
        if (snapshots != null && cached != null && name(snapshots).equals("snapshots")) {
            own = name(cached).replaceFirst("^models--", "");
        }
        String parent = snapshots == null ? "" : name(snapshots);
        String called = JsonFile.read(folder.resolve("config.json"))
                .object()
                .path("_name_or_path")
                .asText();
        return List.of(parent + "/" + name, SEPARATOR.matcher(own).replaceFirst("/"), called).stream()
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static String name(Path path) {
        return path.getFileName() == null ? "" : path.getFileName().toString();
    }
}
