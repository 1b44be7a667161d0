package dev.bunrui.app.wizard.data;

import dev.bunrui.app.chart.Histogram;
import dev.bunrui.app.look.Bars;
import dev.bunrui.app.look.Lazily;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.corpus.SourceFile;
import dev.bunrui.experiment.TokenLengths;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What was read: the articles, their classes, their lengths, and what is worth a look. */
final class ReadCard {
    private final AppContext context;
    private final Shapes shapes;
    private final DataModel data;
    private final LengthsModel lengths;
    private final Bars classes = new Bars("data-classes");
    private final Histogram histogram = new Histogram("data-lengths");
    private final VBox findings = new VBox(12);
    private final StringProperty findingsTitle = new SimpleStringProperty("");

    ReadCard(AppContext context, Shapes shapes, DataModel data, LengthsModel lengths) {
        this.context = context;
        this.shapes = shapes;
        this.data = data;
        this.lengths = lengths;
        data.loaded().addListener(change -> show());
        lengths.lengths().addListener(change -> count());
        context.texts().language().addListener(change -> {
            show();
            count();
        });
        show();
    }

    Node view() {
        Label summary = shapes.shown(
                Bindings.createStringBinding(
                        this::summary,
                        data.loaded(),
                        data.busy(),
                        context.texts().language()),
                "muted");
        summary.setId("data-summary");
        ProgressIndicator busy = new ProgressIndicator();
        busy.setPrefSize(18, 18);
        Shapes.only(busy, data.busy());
        HBox head = new HBox(10, busy, summary);
        head.setStyle("-fx-alignment: center-left;");
        TabPane tabs = new TabPane(
                Lazily.tab(
                        "data-tab-articles",
                        context.texts().of("wizard.data.articles"),
                        new ArticlesTable(context, data).view()),
                Lazily.tab("data-tab-classes", context.texts().of("wizard.data.classes"), scrolled(classes.node())),
                Lazily.tab("data-tab-lengths", context.texts().of("wizard.data.lengths"), lengthsPane()),
                Lazily.tab("data-tab-findings", findingsTitle, scrolled(findings)));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox card = shapes.card("wizard.data.read", head, tabs);
        card.setMinWidth(0);
        return card;
    }

    private static Node scrolled(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        content.getStyleClass().add("tab-content");
        return scroll;
    }

    private Node lengthsPane() {
        Label about = shapes.shown(
                Bindings.createStringBinding(
                        this::aboutLengths,
                        lengths.lengths(),
                        lengths.refusal(),
                        context.texts().language()),
                "muted");
        about.setId("data-lengths-about");
        VBox.setVgrow(histogram.node(), Priority.ALWAYS);
        VBox pane = new VBox(8, about, histogram.node());
        pane.getStyleClass().add("tab-content");
        return pane;
    }

    private String summary() {
        LoadedData loaded = data.loaded().get();
        if (loaded == null) {
            return context.texts().now(data.busy().get() ? "wizard.data.reading" : "wizard.data.nothing");
        }
        String encodings = loaded.data().sources().stream()
                .map(SourceFile::encoding)
                .distinct()
                .collect(Collectors.joining(", "));
        String parts = loaded.inspection().parts().size() == 1
                ? ""
                : loaded.inspection().parts().values().stream()
                        .map(Figures::count)
                        .collect(Collectors.joining(" / ", " (", ")"));
        return context.texts()
                .now(
                        "wizard.data.summary",
                        Figures.count(loaded.articles().size()) + parts,
                        loaded.inspection().classes().size(),
                        encodings);
    }

    private String aboutLengths() {
        TokenLengths counted = lengths.lengths().get();
        if (counted == null) {
            return lengths.refusal().get();
        }
        return context.texts()
                .now(
                        counted.cut() == 0 ? "wizard.data.uncut" : "wizard.data.cut",
                        Figures.count(counted.lengths().median()),
                        Figures.count(counted.lengths().max()),
                        Figures.count(counted.cut()),
                        Figures.count(counted.maxLength()),
                        Figures.share(counted.read()));
    }

    private void show() {
        LoadedData loaded = data.loaded().get();
        findings.getChildren().clear();
        if (loaded == null) {
            classes.show(List.<Map.Entry<String, Integer>>of(), 0, count -> Figures.count(count));
            findingsTitle.set(context.texts().now("wizard.data.findings"));
            return;
        }
        int largest = loaded.inspection().classes().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        classes.show(List.copyOf(loaded.inspection().classes().entrySet()), largest, count -> Figures.count(count));
        List<FindingsList.Group> groups = FindingsList.of(context, loaded);
        findingsTitle.set(
                groups.isEmpty()
                        ? context.texts().now("wizard.data.findings")
                        : context.texts().now("wizard.data.findings-some", groups.size()));
        if (groups.isEmpty()) {
            findings.getChildren().add(shapes.label("wizard.data.sound", "muted"));
        }
        for (FindingsList.Group group : groups) {
            Label heading = new Label(group.heading());
            heading.setWrapText(true);
            heading.getStyleClass().add("field-name");
            Label lines = new Label(String.join("\n", group.lines()));
            lines.setWrapText(true);
            lines.getStyleClass().add("hint");
            findings.getChildren().add(new VBox(4, heading, lines));
        }
    }

    private void count() {
        TokenLengths counted = lengths.lengths().get();
        if (counted == null) {
            histogram.clear();
        } else {
            histogram.show(
                    counted.each(),
                    counted.maxLength(),
                    context.texts().now("wizard.data.limit", Figures.count(counted.maxLength())));
        }
    }
}
