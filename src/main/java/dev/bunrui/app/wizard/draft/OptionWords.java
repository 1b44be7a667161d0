package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.text.Texts;
import dev.bunrui.llm.shelf.BaseModel;
import java.util.List;
import java.util.stream.Collectors;

/** The values of options as people read them. */
public final class OptionWords {
    private final Texts texts;
    private final ModelsModel models;

    public OptionWords(Texts texts, ModelsModel models) {
        this.texts = texts;
        this.models = models;
    }

    /** One value, in one line. */
    public String of(String option, String value) {
        if (option.equals(Draft.MODEL)) {
            return models.find(value).map(BaseModel::title).orElse(value);
        }
        String words = option.equals(Draft.TEMPLATE) ? "wizard.template." + value : "choice." + option + "-" + value;
        return texts.has(words) ? texts.now(words) : value.isBlank() ? "–" : value.replace("\n", "\\n");
    }

    /** Several values, in one line. */
    public String of(String option, List<String> values) {
        return values.stream().map(value -> of(option, value)).collect(Collectors.joining("  ·  "));
    }
}
