package dev.bunrui.app.wizard.training;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.AxisDraft;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.ModelsModel;
import dev.bunrui.app.wizard.draft.Setting;
import dev.bunrui.llm.shelf.BaseModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;

/** Where an option's several values are said: what there are few of is ticked, all else is typed. */
final class AxisValues {
    private static final List<String> TEMPLATES = List.of("0", "1", "2");

    private final AppContext context;
    private final Draft draft;
    private final ModelsModel models;
    private final AxisDraft axis;

    AxisValues(AppContext context, Draft draft, ModelsModel models, AxisDraft axis) {
        this.context = context;
        this.draft = draft;
        this.models = models;
        this.axis = axis;
    }

    Node view() {
        String option = axis.option();
        if (option.equals(Draft.MODEL)) {
            return models();
        }
        if (option.equals(Draft.TEMPLATE)) {
            return templates();
        }
        List<String> choices = Setting.choices(option);
        if (choices.isEmpty()) {
            return typed();
        }
        Map<String, ObservableValue<String>> words = new LinkedHashMap<>();
        choices.forEach(choice -> words.put(choice, context.texts().of("choice." + option + "-" + choice)));
        return ticks(words);
    }

    private Node typed() {
        TextField field = new TextField(axis.typed());
        field.setId("axis-" + axis.option());
        field.accessibleTextProperty().bind(context.texts().of("field." + axis.option()));
        field.textProperty().addListener(change -> axis.type(field.getText()));
        return field;
    }

    private Node templates() {
        Map<String, ObservableValue<String>> words = new LinkedHashMap<>();
        TEMPLATES.forEach(template -> words.put(template, context.texts().of("wizard.template." + template)));
        String own = draft.option(Draft.TEMPLATE).get();
        if (!TEMPLATES.contains(own)) {
            words.put(own, context.texts().of("sweep.own-template"));
        }
        return ticks(words);
    }

    /** Those that can be trained with; as they come and go, so do their boxes. */
    private Node models() {
        FlowPane pane = pane();
        Runnable fill = () -> {
            pane.getChildren().clear();
            for (BaseModel model : models.models()) {
                if (model.state().usable()) {
                    CheckBox box = box(model.id());
                    box.setText(model.title());
                    pane.getChildren().add(box);
                }
            }
        };
        models.models().addListener((ListChangeListener<BaseModel>) change -> fill.run());
        fill.run();
        return pane;
    }

    private Node ticks(Map<String, ObservableValue<String>> words) {
        FlowPane pane = pane();
        words.forEach((value, text) -> {
            CheckBox box = box(value);
            box.textProperty().bind(text);
            pane.getChildren().add(box);
        });
        return pane;
    }

    private static FlowPane pane() {
        FlowPane pane = new FlowPane(14, 6);
        pane.setPrefWrapLength(200);
        return pane;
    }

    private CheckBox box(String value) {
        CheckBox box = new CheckBox();
        box.setId("axis-" + axis.option() + "-" + value);
        box.setSelected(axis.values().get().contains(value));
        box.selectedProperty().addListener((observed, before, ticked) -> {
            List<String> values = new ArrayList<>(axis.values().get());
            values.remove(value);
            if (ticked) {
                values.add(value);
            }
            axis.values().set(List.copyOf(values));
        });
        return box;
    }
}
