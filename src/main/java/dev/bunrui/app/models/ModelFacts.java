package dev.bunrui.app.models;

import dev.bunrui.app.look.Facts;
import dev.bunrui.app.shelf.Families;
import dev.bunrui.app.shelf.Fit;
import dev.bunrui.app.shelf.Tightest;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.MemoryNeed;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.Workload;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelConfig;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.llm.shelf.ModelState;
import dev.bunrui.message.Figures;
import dev.bunrui.service.Machine;
import dev.bunrui.torch.Precision;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** What there is to know of a model, and whether a run of the standard procedure goes into this machine's memory. */
final class ModelFacts {
    private final Texts texts;
    private final Consumer<String> page;

    /** {@code page} shows a page in the system's browser. */
    ModelFacts(Texts texts, Consumer<String> page) {
        this.texts = texts;
        this.page = page;
    }

    Node of(BaseModel model) {
        Facts facts = new Facts(texts);
        facts.add("models.id", model.id());
        if (!model.family().isEmpty()) {
            facts.add("models.family", Families.name(model.family()));
        }
        if (model.parameters() > 0) {
            facts.add("models.parameters", Figures.count(model.parameters()));
        }
        model.entry().ifPresent(entry -> describe(facts, entry));
        if (model.stored() > 0 && model.state() != ModelState.PARTLY) {
            facts.add("models.stored", Figures.bytes(model.stored()));
        }
        model.folder().ifPresent(folder -> describe(facts, folder.config()));
        model.place().ifPresent(place -> facts.add("wizard.model.path", place.toString()));
        if (!model.files().isEmpty()) {
            facts.add(
                    "models.files",
                    model.files().stream()
                            .map(file -> file.name() + " (" + Figures.bytes(file.size()) + ")")
                            .collect(Collectors.joining("\n")));
        }
        facts.node().setId("models-facts");
        return facts.node();
    }

    private void describe(Facts facts, CatalogueEntry entry) {
        facts.add("wizard.model.licence", entry.licence());
        Hyperlink link = new Hyperlink(entry.licenceLink());
        link.setId("models-licence");
        link.setWrapText(true);
        link.setMinHeight(Region.USE_PREF_SIZE);
        link.setOnAction(event -> page.accept(entry.licenceLink()));
        facts.add("models.terms", link);
        boolean plain = entry.newlineToken().equals("\n");
        facts.add("models.newline", plain ? texts.now("models.newline-plain") : entry.newlineToken());
        if (!entry.embedded()) {
            facts.add("models.revision", entry.revision());
            if (entry.gated()) {
                facts.add("models.gated", texts.now("models.gated-yes"));
            }
        }
    }

    private static void describe(Facts facts, ModelConfig config) {
        facts.add("wizard.model.layers", config.layers() + " × " + Figures.count(config.hiddenSize()))
                .add("wizard.model.vocabulary", Figures.count(config.vocabSize()))
                .add("wizard.model.positions", Figures.count(config.maxPositions()));
    }

    /** Whether the standard procedure fits; empty if the model's size is not known. */
    Optional<Node> verdict(BaseModel model, Machine machine) {
        long device = machine.device().startsWith("cuda") ? machine.deviceMemory() : machine.memoryFree();
        Tightest tightest = model.folder()
                .map(folder -> Tightest.of(need(model, folder, machine, device), device, machine.memoryFree()))
                .orElseGet(() -> Tightest.of(leastNeed(model, machine), device));
        if (tightest.need() == 0) {
            return Optional.empty();
        }
        Fit fit = tightest.fit();
        String figure = Figures.bytes(tightest.need());
        Label verdict = new Label(texts.now(
                "models.verdict." + fit.key(),
                model.folder().isPresent() ? figure : texts.now("models.at-least", figure),
                Figures.bytes(tightest.there())));
        verdict.setId("models-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        verdict.setMaxWidth(Double.MAX_VALUE);
        verdict.getStyleClass().addAll("fit", fit.key().replace('_', '-'));
        return Optional.of(verdict);
    }

    /** Of a model that is not here; 0 if its size is not known. */
    private static long leastNeed(BaseModel model, Machine machine) {
        // Told for half precision; single precision takes the weights once more.
        return model.entry()
                .map(entry -> entry.memory() + (half(machine) ? 0 : 2 * entry.parameters()))
                .orElse(0L);
    }

    private static MemoryNeed need(BaseModel model, ModelFolder folder, Machine machine, long device) {
        RunSettings settings = RunSettings.standard(model.id(), Path.of(""));
        return MemoryNeed.of(
                folder.config(),
                model.parameters(),
                settings,
                half(machine) ? Precision.BF16 : Precision.FP32,
                machine.device().startsWith("cuda"),
                Workload.unknown(settings.maxLength()),
                device);
    }

    private static boolean half(Machine machine) {
        return machine.precision().equals("bf16");
    }
}
