package dev.bunrui.experiment.report;

import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Settings by the names of the options that set them; those that are not as they are where nothing is asked for stand out. */
final class SettingsList {
    private SettingsList() {}

    static Element of(RunSettings settings) {
        Map<String, String> standard = RunOptions.of(RunSettings.standard("", Path.of("")));
        Map<String, String> all = RunOptions.of(settings);
        Facts left = new Facts();
        Facts right = new Facts();
        int place = 0;
        for (Map.Entry<String, String> each : all.entrySet()) {
            String option = each.getKey();
            String value = each.getValue();
            Facts column = 2 * place++ < all.size() ? left : right;
            if (Objects.equals(value, standard.get(option))) {
                column.fact("--" + option, value.isEmpty() ? "–" : value);
            } else {
                column.striking("--" + option, value);
            }
        }
        return Element.of("div", left.element(), right.element()).with("class", "pair");
    }
}
