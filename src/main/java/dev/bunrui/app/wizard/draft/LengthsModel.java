package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TokenLengths;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.text.TokenizerCheck;
import dev.bunrui.message.RequestException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Counts the articles' tokens for the model and the template of the draft. */
public final class LengthsModel {
    private static final Duration AFTER_TYPING = Duration.millis(400);

    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final Tokenizers tokenizers;
    private final Latest counting;
    private final ObjectProperty<@Nullable TokenLengths> lengths = new SimpleObjectProperty<>();
    private final Trouble trouble;

    public LengthsModel(AppContext context, Draft draft, DataModel data, Tokenizers tokenizers) {
        this.context = context;
        this.draft = draft;
        this.trouble = new Trouble(context.texts());
        this.data = data;
        this.tokenizers = tokenizers;
        this.counting = new Latest(context.work(), AFTER_TYPING);
        data.loaded().addListener(change -> count());
        for (String option : new String[] {Draft.MODEL, Draft.TEMPLATE, Draft.MAX_LENGTH}) {
            draft.option(option).addListener(change -> count());
        }
    }

    /** The lengths; null while they are not known. */
    public ReadOnlyObjectProperty<@Nullable TokenLengths> lengths() {
        return lengths;
    }

    /** Why template, model and length do not go together; empty if they do, or if it is not known yet. */
    public ReadOnlyStringProperty refusal() {
        return trouble.sentence();
    }

    private void count() {
        LoadedData articles = data.loaded().get();
        if (articles == null) {
            counting.forget();
            lengths.set(null);
            trouble.forget();
            return;
        }
        RunSettings settings;
        try {
            settings = draft.settings(articles.path());
        } catch (RequestException typing) {
            counting.forget(); // told below the field
            return;
        }
        counting.ask(
                () -> count(articles, settings),
                counted -> {
                    trouble.forget();
                    lengths.set(counted);
                },
                problem -> {
                    lengths.set(null);
                    trouble.tell(problem);
                });
    }

    private TokenLengths count(LoadedData articles, RunSettings settings) {
        ModelFolder model = context.models().locate(settings.model());
        settings.checkLength(model.config());
        Template template = Template.of(settings.template(), articles.data().titled());
        return tokenizers.with(model, tokenizer -> {
            TokenizerCheck.of(tokenizer, model);
            return TokenLengths.of(
                    articles.articles(), template, tokenizer, settings.maxLength(), settings.truncation());
        });
    }
}
