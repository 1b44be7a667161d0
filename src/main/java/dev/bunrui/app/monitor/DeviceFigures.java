package dev.bunrui.app.monitor;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.gauge.Peak;
import dev.bunrui.experiment.gauge.ProcessorReading;
import dev.bunrui.experiment.gauge.Reading;
import dev.bunrui.message.Figures;
import dev.bunrui.runtime.CardReading;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** How busy the run's device is: its card, or else the processor. Of a run without readings nothing is shown. */
final class DeviceFigures {
    private static final double GAP = 26;

    private final Texts texts;
    private final ObservableValue<@Nullable Seen> seen;
    private final SeenFigures figures;
    private final Node view;

    DeviceFigures(AppContext context, ObservableValue<@Nullable Seen> seen) {
        this.texts = context.texts();
        this.seen = seen;
        this.figures = new SeenFigures(context, seen);
        Node card = new HBox(
                GAP,
                ofCard("monitor.card.busy", "card-busy", DeviceFigures::busy),
                ofCard("monitor.card.memory", "card-memory", DeviceFigures::memory),
                ofCard("monitor.card.temperature", "card-temperature", DeviceFigures::temperature),
                ofCard("monitor.card.power", "card-power", DeviceFigures::power),
                ofCard("monitor.card.clock", "card-clock", DeviceFigures::clock),
                figures.figure("monitor.share", "card-share", this::share));
        Node processor = new HBox(
                GAP,
                ofProcessor("monitor.processor.busy", "processor-busy", this::cores),
                ofProcessor("monitor.processor.free", "processor-free", DeviceFigures::free),
                ofProcessor("monitor.processor.load", "processor-load", DeviceFigures::load),
                figures.figure("monitor.share", "processor-share", this::share));
        only(card, reading -> reading.card().isPresent());
        only(processor, reading -> reading.card().isEmpty());
        view = new StackPane(card, processor);
        only(view, reading -> true);
    }

    Node view() {
        return view;
    }

    private void only(Node node, Predicate<Reading> when) {
        Shapes.only(
                node,
                Bindings.createBooleanBinding(
                        () -> Optional.ofNullable(seen.getValue())
                                .flatMap(Seen::reading)
                                .filter(when)
                                .isPresent(),
                        seen));
    }

    private Node ofCard(String key, String id, Function<CardReading, String> value) {
        return figures.figure(
                key, id, now -> now.reading().flatMap(Reading::card).map(value).orElse(SeenFigures.NONE));
    }

    private Node ofProcessor(String key, String id, Function<ProcessorReading, String> value) {
        return figures.figure(
                key, id, now -> now.reading().map(Reading::processor).map(value).orElse(SeenFigures.NONE));
    }

    private static String busy(CardReading card) {
        return known(card.utilisation(), "%");
    }

    private static String temperature(CardReading card) {
        return known(card.temperature(), "°C");
    }

    private static String clock(CardReading card) {
        return known(card.clock(), "MHz");
    }

    private static String known(OptionalInt figure, String unit) {
        return figure.isPresent() ? Figures.count(figure.getAsInt()) + " " + unit : SeenFigures.NONE;
    }

    private static String memory(CardReading card) {
        return bytes(card.memoryUsed()) + " / " + bytes(card.memory());
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Figures.bytes(bytes.getAsLong()) : SeenFigures.NONE;
    }

    private static String power(CardReading card) {
        return watts(card.power()) + " / " + watts(card.powerLimit()) + " W";
    }

    private static String watts(OptionalDouble watts) {
        return watts.isPresent() ? Figures.count(Math.round(watts.getAsDouble())) : SeenFigures.NONE;
    }

    private String cores(ProcessorReading processor) {
        return processor.busy().isPresent()
                ? texts.now("monitor.processor.cores", tenths(processor.busy().getAsDouble()), processor.cores())
                : SeenFigures.NONE;
    }

    private static String free(ProcessorReading processor) {
        return Figures.bytes(processor.free()) + " / " + Figures.bytes(processor.memory());
    }

    private static String load(ProcessorReading processor) {
        return processor.load().isPresent() ? tenths(processor.load().getAsDouble()) : SeenFigures.NONE;
    }

    private static String tenths(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private String share(Seen now) {
        OptionalDouble share = now.share();
        return share.isPresent()
                ? texts.now(
                        "monitor.share-of." + source(now),
                        Figures.tenths(share.getAsDouble()),
                        Figures.flops(now.peak().map(Peak::flops).orElse(Double.NaN)))
                : SeenFigures.NONE;
    }

    private static String source(Seen now) {
        return now.peak().map(Peak::source).orElseThrow().name().toLowerCase(Locale.ROOT);
    }
}
