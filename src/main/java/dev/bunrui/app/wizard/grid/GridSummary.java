package dev.bunrui.app.wizard.grid;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Wording;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.OptionWords;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.experiment.sweep.SkippedGroup;
import dev.bunrui.message.Figures;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How many runs a sweep has, what they take together, and which are left out and why; a card that is there only for a sweep. */
public final class GridSummary {
    private final AppContext context;
    private final SweepDraft sweep;
    private final GridModel grid;
    private final Shapes shapes;
    private final Wording wording;
    private final OptionWords words;
    private final String id;
    private final ObservableValue<Boolean> elsewhere;
    private final VBox content = new VBox(10);
    private final VBox card;

    /** {@code id} tells one such card from another. */
    public GridSummary(AppContext context, SweepDraft sweep, GridModel grid, OptionWords words, String id) {
        this(context, sweep, grid, words, id, new SimpleBooleanProperty());
    }

    /** As the other one; {@code elsewhere}: whether it is other machines that work, whose time is told with them. */
    public GridSummary(
            AppContext context,
            SweepDraft sweep,
            GridModel grid,
            OptionWords words,
            String id,
            ObservableValue<Boolean> elsewhere) {
        this.elsewhere = elsewhere;
        this.context = context;
        this.sweep = sweep;
        this.grid = grid;
        this.id = id;
        this.shapes = new Shapes(context.texts());
        this.words = words;
        this.wording = new Wording(context.texts());
        this.card = shapes.card("sweep.runs", shapes.alarm(id + "-refusal", grid.refusal()), content);
        Shapes.only(card, sweep.several());
        sweep.changes().addListener(change -> show());
        grid.found().addListener(change -> show());
        grid.busy().addListener(change -> show());
        context.texts().language().addListener(change -> show());
        elsewhere.addListener(change -> show());
        show();
    }

    public Node node() {
        return card;
    }

    private void show() {
        content.getChildren().clear();
        GridModel.WorkedOut worked = grid.found().get();
        if (worked == null) {
            if (grid.busy().get()) {
                add("sweep.working", "muted");
            } else if (!sweep.sound()) {
                add("sweep.lacking", "muted");
            }
            return;
        }
        Label count =
                line(context.texts().now("sweep.count", worked.grid().runs().size()), "choice");
        count.setId(id + "-count");
        Facts facts = new Facts(context.texts());
        boolean here = !elsewhere.getValue();
        if (here) {
            facts.add("sweep.time", Figures.duration(worked.forecast().seconds()));
        }
        facts.add("sweep.disk", Figures.bytes(worked.forecast().cost().bytes()))
                .add("sweep.room", Figures.bytes(worked.forecast().room()));
        content.getChildren().addAll(count, facts.node());
        if (here) {
            add(worked.forecast().cost().measured() ? "cost.measured" : "cost.estimated", "hint");
        }
        if (!worked.forecast().fits()) {
            add("sweep.no-room", "problem");
        }
        for (SkippedGroup group : SkippedGroup.of(worked.grid().skipped())) {
            Label skipped = line(
                    context.texts().now("sweep.skipped", group.count(), common(group), wording.of(group.reason())),
                    "problem");
            skipped.setId(id + "-skipped");
            content.getChildren().add(skipped);
        }
    }

    private String common(SkippedGroup group) {
        return group.common().entrySet().stream()
                .map(value -> context.texts().now("field." + value.getKey()) + " "
                        + words.of(value.getKey(), value.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void add(String key, String style) {
        content.getChildren().add(line(context.texts().now(key), style));
    }

    private static Label line(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
