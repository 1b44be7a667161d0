package dev.bunrui.app.wizard.template;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.Tokenizers;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.classify.TokenPreview;
import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.message.RequestException;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** One article at a time as the chosen model reads it. */
final class PreviewModel {
    private static final Duration AFTER_TYPING = Duration.millis(200);

    /** An article and its tokens. */
    record Seen(Article article, TokenPreview tokens) {}

    private final Draft draft;
    private final DataModel data;
    private final ModelsModel models;
    private final Tokenizers tokenizers;
    private final Latest looking;
    private final IntegerProperty index = new SimpleIntegerProperty();
    private final ObjectProperty<@Nullable Seen> seen = new SimpleObjectProperty<>();
    private final Trouble trouble;

    PreviewModel(AppContext context, Draft draft, DataModel data, ModelsModel models, Tokenizers tokenizers) {
        this.draft = draft;
        this.trouble = new Trouble(context.texts());
        this.data = data;
        this.models = models;
        this.tokenizers = tokenizers;
        this.looking = new Latest(context.work(), AFTER_TYPING);
        data.loaded().addListener(change -> {
            index.set(0);
            look();
        });
        for (String option : new String[] {Draft.MODEL, Draft.TEMPLATE, Draft.MAX_LENGTH, "truncation"}) {
            draft.option(option).addListener(change -> look());
        }
        models.models().addListener((ListChangeListener<Object>) change -> look());
        index.addListener(change -> look());
    }

    /** Which article is shown, from 0. */
    IntegerProperty index() {
        return index;
    }

    /** How many there are. */
    int size() {
        LoadedData loaded = data.loaded().get();
        return loaded == null ? 0 : loaded.articles().size();
    }

    /** The article and its tokens; null while there are none. */
    ReadOnlyObjectProperty<@Nullable Seen> seen() {
        return seen;
    }

    /** Why there are none; empty if it is told elsewhere. */
    ReadOnlyStringProperty refusal() {
        return trouble.sentence();
    }

    /** Looks at the article anew. */
    void look() {
        LoadedData loaded = data.loaded().get();
        Optional<ModelFolder> model = models.chosen().flatMap(chosen -> chosen.folder());
        if (loaded == null || model.isEmpty()) {
            looking.forget();
            seen.set(null);
            return;
        }
        Article article =
                loaded.articles().get(Math.min(index.get(), loaded.articles().size() - 1));
        RunSettings settings;
        Template template;
        try {
            settings = draft.settings(loaded.path());
            template = Template.of(settings.template(), loaded.data().titled());
        } catch (RequestException typing) {
            looking.forget(); // told below the field; what was right last stays
            return;
        }
        looking.ask(
                () -> tokenizers.with(
                        model.get(),
                        tokenizer -> TokenPreview.of(
                                tokenizer, template, settings.maxLength(), settings.truncation(), article)),
                tokens -> {
                    trouble.forget();
                    seen.set(new Seen(article, tokens));
                },
                problem -> {
                    seen.set(null);
                    trouble.tell(problem);
                });
    }
}
