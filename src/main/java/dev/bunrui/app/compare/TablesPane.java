package dev.bunrui.app.compare;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.compare.ResultTable;
import dev.bunrui.experiment.compare.TableCells;
import dev.bunrui.experiment.compare.TableFormat;
import dev.bunrui.experiment.compare.TableKind;
import dev.bunrui.file.AtomicFile;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** The five tables of one data set, and their way into a file. */
final class TablesPane {
    private static final Duration AT_ONCE = Duration.millis(30);
    private static final double LEAST_FIRST = 110;

    /** The table's borders, and a bar where its rows scroll. */
    private static final double EDGES = 18;

    private final AppContext context;
    private final Texts texts;
    private final CompareModel model;
    private final Trouble trouble;
    private final ChoiceBox<TableKind> kind = new ChoiceBox<>();
    private final TableView<List<String>> table = new TableView<>();
    private final VBox view;
    private final Latest latest;

    /** What the table shows; belongs to the window's thread. */
    private List<TableCells> shown = List.of();

    TablesPane(AppContext context, CompareModel model, Trouble trouble) {
        this.context = context;
        this.texts = context.texts();
        this.model = model;
        this.trouble = trouble;
        this.latest = new Latest(context.work(), AT_ONCE);
        Shapes shapes = new Shapes(texts);
        kind.setId("table-kind");
        kind.getItems().setAll(TableKind.values());
        kind.setConverter(words());
        kind.setValue(TableKind.BEST);
        kind.valueProperty().addListener(change -> show());
        model.scope().addListener(change -> show());
        model.field().addListener(change -> show());
        texts.language().addListener(change -> {
            TableKind shown = kind.getValue();
            kind.setConverter(words());
            kind.setValue(null);
            kind.setValue(shown);
        });
        table.setId("result-table");
        table.getStyleClass().add("compact");
        table.accessibleTextProperty().bind(texts.of("compare.tab-tables"));
        table.setPlaceholder(shapes.label("compare.none", "muted"));
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox head = new HBox(
                12,
                kind,
                Shapes.spring(),
                shapes.button("table-export", "compare.export", Feather.DOWNLOAD, this::export));
        head.setAlignment(Pos.CENTER_LEFT);
        this.view = new VBox(10, head, table, shapes.label("compare.table-note", "hint"));
        view.getStyleClass().add("tab-content");
    }

    private StringConverter<TableKind> words() {
        return new StringConverter<>() {
            @Override
            public String toString(TableKind each) {
                return each == null ? "" : texts.now("table." + each.option());
            }

            @Override
            public TableKind fromString(String text) {
                throw new UnsupportedOperationException("nobody types here");
            }
        };
    }

    Node node() {
        return view;
    }

    /** The tables of the data that is compared. */
    private static List<TableCells> cells(Field field, Scope scope, TableKind kind, Locale language) {
        Field wanted = new Field(scope.members(), field.baselines(), field.unusable());
        return ResultTable.of(kind, wanted).stream()
                .map(each -> TableCells.of(each, language))
                .toList();
    }

    private void show() {
        Field field = model.field().get();
        Scope scope = model.scope().get();
        TableKind wanted = kind.getValue();
        Locale language = texts.language().get();
        if (field == null || scope == null || wanted == null) {
            shown = List.of();
            clear();
            return;
        }
        latest.ask(
                () -> cells(field, scope, wanted, language),
                found -> {
                    shown = found;
                    clear();
                    found.stream().findFirst().ifPresent(this::show);
                },
                trouble::tell);
    }

    private void clear() {
        table.getColumns().clear();
        table.setItems(FXCollections.observableArrayList());
    }

    private void show(TableCells cells) {
        double others = 0;
        for (int i = 0; i < cells.heading().size(); i++) {
            int at = i;
            TableColumn<List<String>, String> column =
                    new TableColumn<>(cells.heading().get(i));
            column.setCellValueFactory(
                    row -> new ReadOnlyStringWrapper(row.getValue().get(at)));
            column.setSortable(false);
            column.setPrefWidth(CellWidths.of(cells, i));
            others += i == 0 ? 0 : column.getPrefWidth();
            if (at >= cells.words()) {
                column.getStyleClass().add("figures");
            }
            table.getColumns().add(column);
        }
        fit(table.getColumns().get(0), others);
        table.setItems(FXCollections.observableArrayList(cells.rows()));
    }

    /** The first column, whose words are the longest, gives way before a window that is too narrow scrolls. */
    private void fit(TableColumn<?, ?> first, double others) {
        double whole = first.getPrefWidth();
        first.prefWidthProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.max(
                                Math.min(whole, LEAST_FIRST), Math.min(whole, table.getWidth() - others - EDGES)),
                        table.widthProperty()));
    }

    private void export() {
        FileChooser chooser = new FileChooser();
        for (TableFormat format : TableFormat.values()) {
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(
                            texts.now("compare.format." + format.ending()), "*." + format.ending()));
        }
        chooser.setInitialFileName("bunrui-" + kind.getValue().option() + ".md");
        File chosen = chooser.showSaveDialog(view.getScene().getWindow());
        if (chosen != null) {
            write(chosen.toPath());
        }
    }

    /** Writes the table to a file, as what its name ends in. */
    void write(Path file) {
        List<TableCells> cells = shown;
        TableFormat format = Arrays.stream(TableFormat.values())
                .filter(each -> file.toString().endsWith("." + each.ending()))
                .findFirst()
                .orElse(TableFormat.MARKDOWN);
        context.work()
                .once(
                        () -> {
                            AtomicFile.write(
                                    file,
                                    String.join(
                                            "\n",
                                            cells.stream().map(format::write).toList()));
                            return file;
                        },
                        done -> trouble.forget(),
                        trouble::tell);
    }
}
