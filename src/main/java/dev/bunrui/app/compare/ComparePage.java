package dev.bunrui.app.compare;

import dev.bunrui.app.label.Corrections;
import dev.bunrui.app.label.RelabelPane;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.Page;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.Figures;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** Which of the runs are better than which, and which cannot be told apart. */
public final class ComparePage implements Page {
    private static final String SWEEPS = "compare-tab-sweeps";

    private final AppContext context;
    private final Texts texts;
    private final Shapes shapes;
    private final Trouble trouble;
    private final CompareModel model;
    private final StandingsTable standings;
    private final SweepsPane sweeps;
    private final SuspectsPane suspects;
    private final TabPane tabs = new TabPane();
    private final ChoiceBox<Scope> scope = new ChoiceBox<>();
    private final StackPane view = new StackPane();
    private boolean filling;

    /** {@code routes} lead to where runs are begun; {@code corrections} are gathered here. */
    public ComparePage(AppContext context, Routes routes, Corrections corrections) {
        this.context = context;
        this.texts = context.texts();
        this.shapes = new Shapes(texts);
        this.trouble = new Trouble(texts);
        this.model = new CompareModel(context, trouble);
        this.standings = new StandingsTable(context, model::lookAt);
        this.sweeps = new SweepsPane(context, trouble, routes, model::look);
        this.suspects = new SuspectsPane(context, model, new RelabelPane(context, routes, corrections, "suspects"));
        BooleanBinding none = Bindings.createBooleanBinding(
                () -> {
                    Field read = model.field().get();
                    return read != null && read.runs().isEmpty();
                },
                model.field());
        fill(tabs, none, routes);
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox main = new VBox(12, head(none), shapes.alarm("compare-trouble", trouble.sentence()), damaged(), tabs);
        main.getStyleClass().add("page");
        view.getChildren().add(main);
        model.standings().addListener((observed, before, now) -> standings.show(now));
        model.scopes().addListener(change -> fill());
        texts.language().addListener(change -> fill());
    }

    @Override
    public Node view() {
        return view;
    }

    /** Shows a sweep among the sweeps. */
    public void follow(SweepFolder sweep) {
        sweeps.follow(sweep);
        model.follow(sweep);
        tabs.getTabs().stream().filter(tab -> SWEEPS.equals(tab.getId())).forEach(tabs.getSelectionModel()::select);
    }

    @Override
    public void shown() {
        model.look();
        sweeps.begin();
    }

    @Override
    public void hidden() {
        sweeps.end();
    }

    private Node head(BooleanBinding none) {
        scope.setId("compare-scope");
        scope.setMinWidth(280); // it is made before there is anything to choose
        scope.setMaxWidth(430);
        scope.setConverter(new StringConverter<>() {
            @Override
            public String toString(Scope each) {
                return each == null ? "" : words(each);
            }

            @Override
            public Scope fromString(String text) {
                throw new UnsupportedOperationException("nobody types here");
            }
        });
        scope.valueProperty().addListener((observed, before, now) -> {
            if (!filling && now != null) {
                model.choose(now);
            }
        });
        scope.accessibleTextProperty().bind(texts.of("compare.scope"));
        HBox choice = new HBox(
                8,
                shapes.label("compare.scope", "muted"),
                scope,
                shapes.button("compare-look", "compare.look", Feather.REFRESH_CW, model::look, "flat"));
        choice.setAlignment(Pos.CENTER_RIGHT);
        Shapes.only(choice, none.not());
        HBox head = new HBox(12, shapes.label("place.compare", "page-title"), Shapes.spring(), choice);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private String words(Scope each) {
        int articles = each.runs().get(0).result().test().scores().n();
        return each.sweep()
                .map(sweep ->
                        texts.now("compare.scope-sweep", sweep, each.runs().size()))
                .orElseGet(() ->
                        texts.now("compare.scope-data", each.data(), each.runs().size(), Figures.count(articles)));
    }

    private void fill() {
        filling = true;
        scope.getItems().setAll(model.scopes().get());
        scope.setValue(model.scope().get());
        filling = false;
    }

    private Node damaged() {
        Label words = shapes.shown(
                Bindings.createStringBinding(
                        () -> {
                            Field read = model.field().get();
                            return read == null
                                    ? ""
                                    : read.unusable().values().stream().collect(Collectors.joining("\n"));
                        },
                        model.field()),
                "problem");
        words.setId("compare-damaged");
        Shapes.only(words, Bindings.createBooleanBinding(() -> !words.getText().isEmpty(), words.textProperty()));
        return words;
    }

    private void fill(TabPane tabs, BooleanBinding none, Routes routes) {
        Label verdict = shapes.shown(
                Bindings.createStringBinding(this::verdict, model.comparison(), texts.language()), "choice");
        verdict.setId("compare-verdict");
        VBox.setVgrow(standings.node(), Priority.ALWAYS);
        VBox comparison = new VBox(
                10,
                verdict,
                standings.node(),
                shapes.label("compare.letters", "hint"),
                shapes.remark(
                        "compare-caveat",
                        Bindings.createStringBinding(this::caveat, model.comparison(), texts.language())),
                new PairPane(texts, model).node());
        comparison.getStyleClass().add("tab-content");
        Node empty = shapes.empty(
                "no-comparison",
                "compare.nothing",
                shapes.button(
                        "compare-wizard",
                        "place.wizard",
                        Feather.PLUS_CIRCLE,
                        () -> routes.show(Place.WIZARD),
                        "accent"));
        Shapes.only(comparison, none.not());
        Shapes.only(empty, none);
        tabs.getTabs()
                .addAll(
                        tab("compare-tab-runs", "compare.tab-runs", new StackPane(comparison, empty)),
                        tab("compare-tab-tables", "compare.tab-tables", new TablesPane(context, model, trouble).node()),
                        tab(SWEEPS, "compare.tab-sweeps", sweeps.node()),
                        suspected());
        tabs.setId("compare-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    }

    /** The runs are read once more only for whoever looks. */
    private Tab suspected() {
        Tab tab = tab("compare-tab-suspects", "compare.tab-suspects", suspects.node());
        suspects.wanted().bind(tab.selectedProperty());
        return tab;
    }

    private Tab tab(String id, String key, Node content) {
        Tab tab = new Tab();
        tab.setId(id);
        tab.textProperty().bind(texts.of(key));
        tab.setContent(content);
        return tab;
    }

    /** What is to be known of the intervals, which are all of the same test. */
    private String caveat() {
        Comparison comparison = model.comparison().get();
        if (comparison == null) {
            return "";
        }
        RunResult any = comparison.contenders().get(0).result();
        return F1Caveat.of(any.labels(), any.test(), texts.language().get()).orElse("");
    }

    /** What there is to conclude, in words. */
    private String verdict() {
        Comparison comparison = model.comparison().get();
        if (comparison == null) {
            return "";
        }
        int size = comparison.contenders().size();
        long tied = IntStream.range(1, size).filter(comparison::amongTheBest).count();
        String best = comparison.contenders().get(0).title(texts.language().get());
        String words = tied == 0
                ? texts.now("compare.verdict-alone", best, size - 1, Figures.count(comparison.gold().length))
                : texts.now("compare.verdict-tied", best, (int) tied, Figures.count(comparison.gold().length));
        if (comparison.tried() > 1) {
            words += texts.now("compare.verdict-tried", comparison.tried());
        }
        return comparison.capped() ? words + texts.now("compare.verdict-capped", comparison.compared()) : words;
    }
}
