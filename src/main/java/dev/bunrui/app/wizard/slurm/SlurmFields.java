package dev.bunrui.app.wizard.slurm;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.slurm.SlurmWords;
import dev.bunrui.app.text.Texts;
import dev.bunrui.service.slurm.Partition;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The fields of what is asked of Slurm, each under its name. */
final class SlurmFields {
    private final Texts texts;
    private final Shapes shapes;
    private final SlurmModel model;
    private final SlurmWords words;
    private boolean filling;

    SlurmFields(Texts texts, SlurmModel model) {
        this.texts = texts;
        this.shapes = new Shapes(texts);
        this.model = model;
        this.words = new SlurmWords(texts);
    }

    /** What most clusters want to know. */
    Node common() {
        return new VBox(
                10,
                partition(),
                pair(SlurmField.TIME, SlurmField.GPUS),
                pair(SlurmField.MEMORY, SlurmField.CPUS),
                pair(SlurmField.AT_ONCE, SlurmField.ACCOUNT));
    }

    /** What some do. */
    Node rest() {
        return new VBox(
                10,
                pair(SlurmField.RUNS_PER_JOB, SlurmField.REQUEUES),
                typed(SlurmField.MODULES),
                typed(SlurmField.EXTRA),
                named(SlurmField.PREAMBLE, area()),
                typed(SlurmField.PROGRAM),
                typed(SlurmField.JAVA));
    }

    private Node pair(SlurmField left, SlurmField right) {
        HBox pair = new HBox(12, typed(left), typed(right));
        pair.getChildren().forEach(each -> {
            HBox.setHgrow(each, Priority.ALWAYS);
            ((VBox) each).setMinWidth(0); // equal widths, whatever is in them
            ((VBox) each).setPrefWidth(0);
        });
        return pair;
    }

    private Node typed(SlurmField field) {
        return named(field, new TextField());
    }

    private static TextArea area() {
        TextArea area = new TextArea();
        area.setPrefRowCount(3);
        return area;
    }

    private Node named(SlurmField field, TextInputControl control) {
        control.textProperty().bindBidirectional(model.draft().text(field));
        String prompt = "slurm.empty." + field.option();
        control.promptTextProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            String proposed = model.draft().proposal(field).get();
                            return !proposed.isEmpty() || !texts.has(prompt) ? proposed : texts.now(prompt);
                        },
                        model.draft().proposal(field),
                        texts.language()));
        return under(field, control);
    }

    private VBox under(SlurmField field, Control control) {
        control.setId("slurm-" + field.option());
        control.setMaxWidth(Double.MAX_VALUE);
        Label name = shapes.label(field.key(), "field-name");
        name.setLabelFor(control);
        String about = "slurm.about." + field.option();
        if (texts.has(about)) {
            Tooltip what = new Tooltip();
            what.textProperty().bind(texts.of(about));
            what.setWrapText(true);
            what.setMaxWidth(360);
            control.setTooltip(what);
            control.accessibleHelpProperty().bind(texts.of(about));
        }
        return new VBox(4, name, control);
    }

    private Node partition() {
        ComboBox<String> box = new ComboBox<>();
        box.setCellFactory(list -> new PartitionCell());
        ListCell<String> shown = new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String name, boolean empty) {
                super.updateItem(name, empty);
                setText(empty ? "" : name);
            }
        };
        box.setButtonCell(shown);
        var text = model.draft().text(SlurmField.PARTITION);
        model.partitions().addListener((ListChangeListener<Partition>) change -> fill(box));
        text.addListener(change -> fill(box));
        box.valueProperty().addListener((observed, before, now) -> {
            if (!filling && now != null) {
                text.set(now);
            }
        });
        box.disableProperty().bind(Bindings.isEmpty(model.partitions()));
        VBox all = under(SlurmField.PARTITION, box);
        all.getChildren()
                .add(shapes.remark(
                        "slurm-limits",
                        Bindings.createStringBinding(
                                () -> find(text.get()).map(words::limits).orElse(""),
                                text,
                                model.partitions(),
                                texts.language())));
        return all;
    }

    private void fill(ComboBox<String> box) {
        filling = true;
        var names = model.partitions().stream().map(Partition::name).toList();
        if (!box.getItems().equals(names)) {
            box.getItems().setAll(names);
        }
        box.setValue(model.draft().text(SlurmField.PARTITION).get());
        filling = false;
    }

    private Optional<Partition> find(String name) {
        return model.partitions().stream()
                .filter(partition -> partition.name().equals(name))
                .findFirst();
    }

    /** A partition with its limits, of which the box itself has no room for more than the name. */
    private final class PartitionCell extends ListCell<String> {
        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            setText(
                    empty || name == null
                            ? ""
                            : name + "  –  " + find(name).map(words::limits).orElse(""));
        }
    }
}
