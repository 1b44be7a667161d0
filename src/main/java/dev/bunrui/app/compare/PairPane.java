package dev.bunrui.app.compare;

import dev.bunrui.app.compare.CompareModel.Pair;
import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.experiment.compare.PairDetail;
import dev.bunrui.message.Figures;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Two contenders in full, in words, with the articles that one fixes and the other breaks. */
final class PairPane {
    private static final double LIST_HEIGHT = 96;

    private final Texts texts;
    private final CompareModel model;
    private final ListView<String> fixed = new ListView<>();
    private final ListView<String> broken = new ListView<>();
    private final VBox view;

    PairPane(Texts texts, CompareModel model) {
        this.texts = texts;
        this.model = model;
        Shapes shapes = new Shapes(texts);
        StringBinding sentence =
                Bindings.createStringBinding(this::sentence, model.pair(), model.comparison(), texts.language());
        Label words = shapes.shown(sentence);
        words.setId("pair-sentence");
        HBox lists = new HBox(
                16,
                list(shapes, fixed, "pair-fixed", "compare.fixed-list"),
                list(shapes, broken, "pair-broken", "compare.broken-list"));
        Shapes.only(
                lists, Bindings.createBooleanBinding(() -> model.pair().get().isPresent(), model.pair()));
        this.view = new VBox(8, words, lists);
        model.pair().addListener((observed, before, now) -> fill(now));
    }

    private static VBox list(Shapes shapes, ListView<String> list, String id, String key) {
        list.setId(id);
        list.setPrefHeight(LIST_HEIGHT);
        list.setMinHeight(LIST_HEIGHT);
        VBox box = new VBox(4, shapes.label(key, "hint"), list);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    Node node() {
        return view;
    }

    private void fill(Optional<Pair> pair) {
        fixed.getItems()
                .setAll(pair.map(each -> articles(each, each.detail().fixed())).orElse(List.of()));
        broken.getItems()
                .setAll(pair.map(each -> articles(each, each.detail().broken())).orElse(List.of()));
    }

    private static List<String> articles(Pair pair, List<Integer> places) {
        Comparison comparison = pair.of();
        List<String> labels = comparison.contenders().get(0).labels();
        return places.stream()
                .map(place -> comparison.ids().get(place) + ":  "
                        + labels.get(comparison.labels().get(pair.detail().a())[place]) + " → "
                        + labels.get(comparison.labels().get(pair.detail().b())[place]))
                .toList();
    }

    private String sentence() {
        Optional<Pair> pair = model.pair().get();
        if (model.comparison().get() == null) {
            return "";
        }
        if (pair.isEmpty()) {
            return texts.now("compare.choose-two");
        }
        Comparison comparison = pair.get().of();
        PairDetail detail = pair.get().detail();
        String words = texts.now(
                detail.differ() ? "compare.pair-differ" : "compare.pair-same",
                name(comparison.contenders().get(detail.b())),
                name(comparison.contenders().get(detail.a())),
                detail.fixed().size(),
                detail.broken().size(),
                Figures.points(detail.f1().difference()),
                Figures.points(detail.f1().interval().low()),
                Figures.points(detail.f1().interval().high()),
                Figures.pValue(detail.test().p()),
                Figures.pValue(detail.adjusted()),
                Figures.count(comparison.pairs().pairs().size()));
        return detail.caveat(texts.language().get())
                .map(few -> words + "\n" + few)
                .orElse(words);
    }

    private String name(Contender contender) {
        return contender.title(texts.language().get());
    }
}
