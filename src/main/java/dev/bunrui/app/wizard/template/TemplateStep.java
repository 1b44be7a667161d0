package dev.bunrui.app.wizard.template;

import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.Step;
import dev.bunrui.app.wizard.draft.Tokenizers;
import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.TokenLengths;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How an article becomes the text that the model reads, and how a real one looks to it. */
public final class TemplateStep implements Step {
    private static final double CHOICES = 380;
    private static final List<String> BUILT_IN = List.of("0", "1", "2");

    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final LengthsModel lengths;
    private final Shapes shapes;
    private final ToggleGroup group = new ToggleGroup();
    private final RadioButton own;
    private final TextArea text = new TextArea();
    private final PreviewModel preview;
    private final ObservableValue<String> problem;
    private final Node view;
    private String ownText = "";

    public TemplateStep(
            AppContext context,
            Draft draft,
            DataModel data,
            ModelsModel models,
            LengthsModel lengths,
            Tokenizers tokenizers) {
        this.context = context;
        this.draft = draft;
        this.data = data;
        this.lengths = lengths;
        this.shapes = new Shapes(context.texts());
        this.preview = new PreviewModel(context, draft, data, models, tokenizers);
        this.own = choice("template-own", "own");
        Wording wording = new Wording(context.texts());
        this.problem = Bindings.createStringBinding(
                () -> wrong(wording),
                draft.option(Draft.TEMPLATE),
                draft.option(Draft.MAX_LENGTH),
                data.loaded(),
                lengths.refusal(),
                context.texts().language());
        VBox choices = choices();
        choices.setMinWidth(CHOICES);
        choices.setPrefWidth(CHOICES);
        Node seen = new PreviewCard(context, shapes, preview).view();
        HBox.setHgrow(seen, Priority.ALWAYS);
        this.view = new HBox(16, choices, seen);
        draft.option(Draft.TEMPLATE).addListener(change -> follow());
        data.loaded().addListener(change -> follow());
        follow();
    }

    private VBox choices() {
        Fields fields = new Fields(shapes);
        text.setId("template-text");
        text.setPrefRowCount(5);
        text.setWrapText(true);
        text.accessibleTextProperty().bind(context.texts().of("wizard.template.text"));
        text.editableProperty().bind(own.selectedProperty());
        text.textProperty().addListener(change -> {
            if (own.isSelected()) {
                ownText = text.getText();
                draft.option(Draft.TEMPLATE).set(ownText.replace("\n", "\\n"));
            }
        });
        TextField maxLength = new TextField();
        maxLength.setId(Draft.MAX_LENGTH);
        maxLength.setMaxWidth(120);
        maxLength.textProperty().bindBidirectional(draft.option(Draft.MAX_LENGTH));
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(context.texts().of("about.max-length"));
        maxLength.setTooltip(tip);
        Label cut = shapes.shown(
                Bindings.createStringBinding(
                        this::cut, lengths.lengths(), context.texts().language()),
                "hint");
        cut.setId("template-cut");
        return shapes.card(
                "wizard.template.template",
                choice("template-0", "0"),
                choice("template-1", "1"),
                choice("template-2", "2"),
                own,
                text,
                shapes.label("wizard.template.placeholders", "hint"),
                fields.problem("template-problem", problem),
                fields.named("field.max-length", maxLength),
                cut);
    }

    private RadioButton choice(String id, String option) {
        RadioButton button = new RadioButton();
        button.setId(id);
        button.textProperty().bind(context.texts().of("wizard.template." + option));
        button.setToggleGroup(group);
        button.setOnAction(event -> {
            if (option.equals("own")) {
                // The built-in one that was shown is what the own one begins with.
                ownText = ownText.isEmpty() ? text.getText() : ownText;
                draft.option(Draft.TEMPLATE).set(ownText.replace("\n", "\\n"));
                text.requestFocus();
            } else {
                draft.option(Draft.TEMPLATE).set(option);
            }
        });
        return button;
    }

    private void follow() {
        String option = draft.option(Draft.TEMPLATE).get();
        if (BUILT_IN.contains(option)) {
            group.selectToggle(group.getToggles().stream()
                    .filter(toggle -> ((RadioButton) toggle).getId().equals("template-" + option))
                    .findFirst()
                    .orElse(null));
            LoadedData loaded = data.loaded().get();
            text.setText(Template.of(option, loaded == null || loaded.data().titled())
                    .text());
        } else {
            own.setSelected(true);
            String words = option.replace("\\n", "\n");
            if (!text.getText().equals(words)) {
                text.setText(words);
            }
            ownText = words;
        }
    }

    /** What is wrong with template and length, alone or together. */
    private String wrong(Wording wording) {
        String length = draft.problem(Draft.MAX_LENGTH);
        if (!length.isEmpty()) {
            return wording.of(length);
        }
        LoadedData loaded = data.loaded().get();
        try {
            Template.of(
                    draft.option(Draft.TEMPLATE).get(),
                    loaded == null || loaded.data().titled());
        } catch (RequestException refused) {
            return wording.of(refused);
        }
        return lengths.refusal().get();
    }

    private String cut() {
        TokenLengths counted = lengths.lengths().get();
        return counted == null
                ? ""
                : context.texts()
                        .now(
                                counted.cut() == 0 ? "wizard.template.uncut" : "wizard.template.cut",
                                Figures.count(counted.cut()),
                                Figures.count(counted.each().length),
                                Figures.share(counted.read()));
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ObservableValue<String> lacking() {
        return problem;
    }

    @Override
    public void shown() {
        preview.look();
    }
}
