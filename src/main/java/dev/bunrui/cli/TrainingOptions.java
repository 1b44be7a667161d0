package dev.bunrui.cli;

import dev.bunrui.adapter.LoraSettings;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.llm.text.Truncation;
import dev.bunrui.torch.WeightFormat;
import dev.bunrui.training.TrainingSettings;
import dev.bunrui.training.TrainingSettings.Recompute;
import dev.bunrui.training.TrainingSettings.Select;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** All that decides a run. The defaults are those of the experiment that DESIGN §1 describes. */
final class TrainingOptions {
    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Option(names = "--template", paramLabel = "0|1|2|TEXT", defaultValue = "2", descriptionKey = "option.template")
    private String template = "";

    @Option(names = "--max-length", paramLabel = "N", defaultValue = "512", descriptionKey = "option.max-length")
    private int maxLength;

    @Option(
            names = "--truncation",
            paramLabel = "body|reference",
            defaultValue = "body",
            descriptionKey = "option.truncation")
    private Truncation truncation = Truncation.BODY;

    @Mixin
    private final SplitOptions split = new SplitOptions();

    @Option(names = "--lr", paramLabel = "X", defaultValue = "5e-4", descriptionKey = "option.lr")
    private double learningRate;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", descriptionKey = "option.batch-size")
    private int batchSize;

    @Option(
            names = "--micro-batch",
            paramLabel = "auto|N",
            defaultValue = "auto",
            converter = AutoOrCount.class,
            descriptionKey = "option.micro-batch")
    private OptionalInt microBatch = OptionalInt.empty();

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "10", descriptionKey = "option.epochs")
    private int epochs;

    @Option(names = "--warmup-epochs", paramLabel = "X", defaultValue = "1", descriptionKey = "option.warmup-epochs")
    private double warmupEpochs;

    @Option(names = "--weight-decay", paramLabel = "X", defaultValue = "0.01", descriptionKey = "option.weight-decay")
    private double weightDecay;

    @Option(names = "--lora-r", paramLabel = "N", defaultValue = "32", descriptionKey = "option.lora-r")
    private int rank;

    @Option(names = "--lora-alpha", paramLabel = "X", defaultValue = "16", descriptionKey = "option.lora-alpha")
    private double alpha;

    @Option(names = "--lora-dropout", paramLabel = "X", defaultValue = "0.1", descriptionKey = "option.lora-dropout")
    private double dropout;

    @Option(
            names = "--target-modules",
            paramLabel = "NAME,…",
            split = ",",
            hideParamSyntax = true,
            defaultValue = LoraSettings.AUTO,
            descriptionKey = "option.target-modules")
    private List<String> targets = List.of();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "42", descriptionKey = "option.seed")
    private long seed;

    @Option(names = "--select", paramLabel = "best|last", defaultValue = "best", descriptionKey = "option.select")
    private Select select = Select.BEST;

    @Option(names = "--patience", paramLabel = "N", descriptionKey = "option.patience")
    private @Nullable Integer patience;

    @Option(
            names = "--recompute",
            paramLabel = "auto|on|off",
            defaultValue = "auto",
            descriptionKey = "option.recompute")
    private Recompute recompute = Recompute.AUTO;

    @Option(names = "--weights", paramLabel = "full|int8|nf4", defaultValue = "full", descriptionKey = "option.weights")
    private WeightFormat weights = WeightFormat.FULL;

    @Mixin
    private final DeviceOptions device = new DeviceOptions();

    /** {@code auto}, or a number. */
    static final class AutoOrCount implements ITypeConverter<OptionalInt> {
        @Override
        public OptionalInt convert(String value) {
            if (value.equals("auto")) {
                return OptionalInt.empty();
            }
            try {
                return OptionalInt.of(Integer.parseInt(value));
            } catch (NumberFormatException neither) {
                throw new TypeConversionException(value);
            }
        }
    }

    /**
     * The settings of a run.
     *
     * @throws dev.bunrui.message.RequestException if a number is out of its range
     */
    RunSettings settings(Session session, String model, String data) {
        return new RunSettings(
                modelForever(model),
                session.data().locate(data),
                columns.columns(),
                template,
                maxLength,
                truncation,
                split.plan(),
                new LoraSettings(rank, alpha, dropout, targets),
                new TrainingSettings(
                        learningRate,
                        batchSize,
                        microBatch,
                        epochs,
                        warmupEpochs,
                        weightDecay,
                        seed,
                        recompute,
                        select,
                        patience == null ? OptionalInt.empty() : OptionalInt.of(patience)),
                device.device(),
                device.precision(),
                weights);
    }

    /** A folder by its absolute path, so that the run can be used from any other folder. */
    static String modelForever(String model) {
        try {
            boolean path = model.contains("/") || model.contains("\\");
            return path && Files.isDirectory(Path.of(model))
                    ? Path.of(model).toAbsolutePath().normalize().toString()
                    : model;
        } catch (InvalidPathException noPath) {
            return model;
        }
    }
}
