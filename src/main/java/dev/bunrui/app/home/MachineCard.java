package dev.bunrui.app.home;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.message.Figures;
import dev.bunrui.service.Machine;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What this machine can do, at a glance. */
final class MachineCard {
    private static final String UNKNOWN = "–";

    private final Texts texts;
    private final Shapes shapes;
    private final MachineModel model;
    private final GridPane facts = new GridPane();
    private final VBox view;

    MachineCard(AppContext context, MachineModel model) {
        this.texts = context.texts();
        this.shapes = new Shapes(texts);
        this.model = model;
        facts.setHgap(18);
        facts.setVgap(6);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(GridPane.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().setAll(names, values);
        fact("machine.device", "machine-device", of(this::device));
        fact("machine.processor", "machine-processor", of(this::processor));
        fact(
                "machine.memory",
                "machine-memory",
                Bindings.createStringBinding(this::memory, model.machine(), model.memoryFree(), texts.language()));
        fact("machine.precision", "machine-precision", of(Machine::precision))
                .setTooltip(tooltip("machine.precision-what"));
        fact("machine.speed", "machine-speed", of(MachineCard::speed)).setTooltip(tooltip("machine.speed-what"));
        this.view = shapes.card("machine.title", facts, shapes.alarm("machine-failure", model.failure()));
        heading();
    }

    VBox view() {
        return view;
    }

    /** The way to look again lies beside the heading. */
    private void heading() {
        Button again =
                shapes.button("machine-again", "machine.again", Feather.REFRESH_CW, model::lookAgain, "flat", "small");
        again.disableProperty().bind(model.looking());
        HBox line = new HBox(view.getChildren().remove(0), Shapes.spring(), again);
        line.getStyleClass().add("card-heading");
        view.getChildren().add(0, line);
    }

    private Label fact(String key, String id, ObservableValue<String> value) {
        Label name = shapes.label(key, "muted");
        Label words = shapes.shown(value);
        words.setId(id);
        name.setLabelFor(words);
        facts.addRow(facts.getRowCount(), name, words);
        return words;
    }

    private Tooltip tooltip(String key) {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.of(key));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        return tooltip;
    }

    private ObservableValue<String> of(Function<Machine, String> words) {
        return Bindings.createStringBinding(
                () -> {
                    Machine machine = model.machine().get();
                    return machine == null ? UNKNOWN : words.apply(machine);
                },
                model.machine(),
                texts.language());
    }

    private String device(Machine machine) {
        if (machine.device().equals("cpu")) {
            return texts.now("machine.cpu");
        }
        return machine.deviceMemory() > 0
                ? machine.device() + " · " + Figures.bytes(machine.deviceMemory())
                : machine.device();
    }

    private String processor(Machine machine) {
        return texts.now("machine.cores", machine.processor(), machine.cores());
    }

    private String memory() {
        Machine machine = model.machine().get();
        long free = model.memoryFree().get();
        return machine == null || free == 0
                ? UNKNOWN
                : texts.now("machine.free", Figures.bytes(free), Figures.bytes(machine.memory()));
    }

    private static String speed(Machine machine) {
        return Figures.flops(machine.bf16Flops() > 0 ? machine.bf16Flops() : machine.fp32Flops());
    }
}
