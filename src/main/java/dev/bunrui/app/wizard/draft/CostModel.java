package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.shelf.Fit;
import dev.bunrui.app.shelf.Tightest;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.MeasuredSpeed;
import dev.bunrui.experiment.MemoryNeed;
import dev.bunrui.experiment.RunOptions;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.TimeNeed;
import dev.bunrui.experiment.TokenLengths;
import dev.bunrui.experiment.Workload;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.shelf.BaseModel;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.Machine;
import dev.bunrui.torch.Precision;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the draft's run will take of this machine; it follows the settings. */
public final class CostModel {
    /** What a speed was measured with. */
    private record Measured(
            String model, String device, String precision, String weights, OptionalDouble tokensPerSecond) {}

    private static final String WEIGHTS = "weights";

    private final AppContext context;
    private final Draft draft;
    private final DataModel data;
    private final LengthsModel lengths;
    private final ObjectProperty<@Nullable Machine> machine = new SimpleObjectProperty<>();
    private final SimpleLongProperty changes = new SimpleLongProperty();
    private @Nullable Measured measured;

    public CostModel(AppContext context, Draft draft, DataModel data, LengthsModel lengths) {
        this.context = context;
        this.draft = draft;
        this.data = data;
        this.lengths = lengths;
        draft.changes().addListener(change -> changed());
        lengths.lengths().addListener(change -> changed());
        machine.addListener(change -> {
            changed();
            measure();
        });
        for (String option : new String[] {Draft.MODEL, "device", "precision", WEIGHTS}) {
            draft.option(option).addListener(change -> measure());
        }
    }

    /** Another number whenever a cost may have become another. */
    public ReadOnlyLongProperty changes() {
        return changes;
    }

    /** The machine; null until it was looked at. */
    public ReadOnlyObjectProperty<@Nullable Machine> machine() {
        return machine;
    }

    /** Looks at the machine, whose free memory changes, and at what earlier runs have shown. */
    public void look() {
        context.work().once(context.machine()::look, machine::set, problem -> {});
        measure();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    private String device(Machine known) {
        return known.deviceFor(draft.option("device").get());
    }

    private static String precision(Machine known, Map<String, String> texts) {
        return known.precisionFor(texts.getOrDefault("precision", "auto"));
    }

    private void measure() {
        Machine known = machine.get();
        if (known == null) {
            return;
        }
        String model = draft.option(Draft.MODEL).get();
        String device = device(known);
        String precision = precision(known, draft.texts());
        String weights = draft.option(WEIGHTS).get();
        context.work()
                .once(
                        () -> new Measured(
                                model,
                                device,
                                precision,
                                weights,
                                MeasuredSpeed.of(
                                        context.folders().runs(), model, device, precision, WeightFormat.of(weights))),
                        found -> {
                            measured = found;
                            changed();
                        },
                        problem -> {});
    }

    private Workload workload(RunSettings settings) {
        TokenLengths counted = lengths.lengths().get();
        LoadedData articles = data.loaded().get();
        if (counted == null || articles == null) {
            return Workload.unknown(settings.maxLength());
        }
        return Workload.of(counted, settings.maxLength(), articles.characters());
    }

    /** The memory that a model needs with the draft's settings; empty while they are wrong or too little is known. */
    public Optional<MemoryNeed> memory(BaseModel model) {
        return memory(model, draft.texts());
    }

    private Optional<MemoryNeed> memory(BaseModel model, Map<String, String> texts) {
        Machine known = machine.get();
        if (known == null || model.folder().isEmpty()) {
            return Optional.empty();
        }
        ModelFolder folder = model.folder().get();
        try {
            RunSettings settings = RunOptions.parse(texts, Path.of(""));
            return Optional.of(MemoryNeed.of(
                    folder.config(),
                    model.parameters(),
                    settings,
                    precision(known, texts).equals("bf16") ? Precision.BF16 : Precision.FP32,
                    device(known).startsWith("cuda"),
                    workload(settings),
                    available()));
        } catch (RequestException typing) {
            return Optional.empty();
        }
    }

    /** The memory of the device that computes, as far as a run may take it, in bytes; 0 if it is not known. */
    public long available() {
        Machine known = machine.get();
        if (known == null) {
            return 0;
        }
        return device(known).startsWith("cuda") ? known.deviceMemory() : known.memoryFree();
    }

    /** Whether so much goes into what is there. */
    public Tightest fit(MemoryNeed need) {
        Machine known = machine.get();
        return Tightest.of(need, available(), known == null ? 0 : known.memoryFree());
    }

    /** The first change that would make a model fit; empty if none does. */
    public Optional<Remedy> remedy(BaseModel model) {
        return Arrays.stream(Remedy.values())
                .filter(remedy -> {
                    Map<String, String> texts = draft.texts();
                    texts.putAll(remedy.options());
                    return memory(model, texts)
                            .filter(need -> fit(need).fit() == Fit.FITS)
                            .isPresent();
                })
                .findFirst();
    }

    /** Changes the draft. */
    public void apply(Remedy remedy) {
        remedy.options().forEach((option, text) -> draft.option(option).set(text));
    }

    /** The time that the draft's run takes; empty while too little is known. */
    public Optional<TimeNeed> time(BaseModel model) {
        Machine known = machine.get();
        if (known == null || model.folder().isEmpty() || lengths.lengths().get() == null) {
            return Optional.empty();
        }
        RunSettings settings;
        try {
            settings = draft.settings(Path.of(""));
        } catch (RequestException typing) {
            return Optional.empty();
        }
        Workload workload = workload(settings);
        String precision = precision(known, draft.texts());
        Measured speed = measured;
        if (speed != null
                && speed.model().equals(model.id())
                && speed.device().equals(device(known))
                && speed.precision().equals(precision)
                && speed.weights().equals(settings.weights().option())
                && speed.tokensPerSecond().isPresent()) {
            return Optional.of(TimeNeed.measured(
                    settings, workload, speed.tokensPerSecond().getAsDouble()));
        }
        double flops = known.flops(precision);
        return flops <= 0
                ? Optional.empty()
                : Optional.of(TimeNeed.of(model.folder().get().config(), settings, workload, flops));
    }
}
