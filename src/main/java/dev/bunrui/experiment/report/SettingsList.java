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
        Facts facts = new Facts();
        RunOptions.of(settings).forEach((option, value) -> {
            if (Objects.equals(value, standard.get(option))) {
                facts.fact("--" + option, value.isEmpty() ? "–" : value);
            } else {
                facts.striking("--" + option, value);
            }
        });
        return facts.halves();
    }
}
