package dev.bunrui.app.wizard.slurm;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.look.Fields;
import dev.bunrui.app.look.Lazily;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.message.Figures;
import dev.bunrui.service.slurm.SlurmPlan;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * Where a sweep is worked on; there only for a sweep. Whoever has no Slurm sees two lines of it: the form unfolds, and the
 * cluster is asked, for those who choose it.
 */
public final class SlurmCard {
    private final Texts texts;
    private final Shapes shapes;
    private final SlurmModel model;
    private final Facts facts;
    private final SlurmFields fields;
    private final VBox card;

    /** {@code script} shows what is going to be submitted. */
    public SlurmCard(AppContext context, SweepDraft sweep, SlurmModel model, Runnable script) {
        this.texts = context.texts();
        this.shapes = new Shapes(texts);
        this.model = model;
        this.facts = new Facts(texts);
        this.fields = new SlurmFields(texts, model);
        RadioButton here = choice("where-here", "slurm.here");
        RadioButton there = choice("where-slurm", "slurm.there");
        ToggleGroup group = new ToggleGroup();
        here.setToggleGroup(group);
        there.setToggleGroup(group);
        there.selectedProperty().bindBidirectional(model.chosen());
        here.setSelected(true);
        HBox ways = new HBox(20, here, there);
        Shapes.only(ways, sweep.extended().isNull());
        Label extension = shapes.label("slurm.extends");
        extension.setId("slurm-extends");
        Shapes.only(extension, model.extending());
        VBox form = form(script);
        Shapes.only(form, model.wanted());
        this.card = shapes.card("slurm.where", ways, extension, form);
        Shapes.only(
                card,
                Bindings.createBooleanBinding(
                        () -> sweep.several().get()
                                && (sweep.extended().get() == null
                                        || model.extending().get()),
                        sweep.several(),
                        sweep.extended(),
                        model.extending()));
        model.plan().addListener(change -> show());
        texts.language().addListener(change -> show());
    }

    public Node node() {
        return card;
    }

    private RadioButton choice(String id, String key) {
        RadioButton choice = new RadioButton();
        choice.setId(id);
        choice.textProperty().bind(texts.of(key));
        return choice;
    }

    private VBox form(Runnable script) {
        facts.node().setId("slurm-plan");
        Button shown = shapes.button("slurm-script", "slurm.script", Feather.FILE_TEXT, script);
        shown.disableProperty().bind(model.plan().isNull());
        Label working = shapes.label("slurm.working", "muted");
        working.setId("slurm-working");
        Shapes.only(
                working,
                Bindings.createBooleanBinding(
                        () -> model.plan().get() == null
                                && model.problem().get().isEmpty()
                                && model.silence().get().isEmpty(),
                        model.plan(),
                        model.problem(),
                        model.silence()));
        return new VBox(
                12,
                host(),
                fields.common(),
                Lazily.folded("slurm-more", texts.of("slurm.more"), fields.rest()),
                new Fields(shapes).problem("slurm-problem", model.problem()),
                working,
                facts.node(),
                shown);
    }

    private Node host() {
        TextField host = new TextField();
        host.setId("slurm-submit-host");
        host.promptTextProperty().bind(texts.of("slurm.this-machine"));
        host.textProperty().bindBidirectional(model.draft().host());
        Button again = shapes.button("slurm-again", "slurm.again", Feather.REFRESH_CW, model::lookAgain, "flat");
        again.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        again.accessibleTextProperty().bind(texts.of("slurm.again"));
        Tooltip what = new Tooltip();
        what.textProperty().bind(texts.of("slurm.again"));
        again.setTooltip(what);
        again.disableProperty().bind(model.asking());
        HBox row = Fields.beside(host, again);
        row.setAlignment(Pos.CENTER_LEFT);
        Label name = shapes.label("field.submit-host", "field-name");
        name.setLabelFor(host);
        return new VBox(
                4,
                name,
                row,
                shapes.label("slurm.host-what", "hint"),
                new Fields(shapes).problem("slurm-silence", model.silence()));
    }

    private void show() {
        facts.clear();
        SlurmPlan plan = model.plan().get();
        if (plan != null) {
            facts.add("slurm.jobs", Figures.count(plan.elements().size()))
                    .add("slurm.at-once", Figures.count(plan.atOnce()))
                    .add("slurm.time", Figures.duration(plan.seconds()))
                    .add("slurm.memory", Figures.bytes(plan.settings().memory() << 20));
            if (plan.need().cardMemory() > 0) {
                facts.add("slurm.card-memory", Figures.bytes(plan.need().cardMemory()));
            }
            facts.node()
                    .add(shapes.label("slurm.assumed", "hint"), 0, facts.node().getRowCount(), 2, 1);
        }
    }
}
