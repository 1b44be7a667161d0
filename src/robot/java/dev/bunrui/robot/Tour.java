package dev.bunrui.robot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Screen;

/** From nothing to a classified article by clicks alone, then every page once more; a picture of each. */
final class Tour {
    private static final String ARTICLE = "夕食に作りたい、鶏肉と玉ねぎの煮込み\nフライパンで玉ねぎを炒め、鶏肉に塩とこしょうをふって焼きます。"
            + "トマトと水を加えて弱火で二十分煮込み、味を調えたら完成です。仕上げに刻んだパセリを散らしてください。";

    private final Hands hands;
    private final Path out;
    private final String name;
    private final boolean train;
    private final boolean dark;
    private final boolean japanese;
    private int pictures;

    Tour(Hands hands, Path out, Map<String, String> asked) {
        this.hands = hands;
        this.out = out;
        this.name = asked.get("name");
        this.train = asked.get("train").equals("yes");
        this.dark = asked.get("theme").equals("dark");
        this.japanese = asked.get("language").equals("ja");
    }

    void go() {
        hands.place(
                Screen.getPrimary().getBounds().getWidth(),
                Screen.getPrimary().getBounds().getHeight());
        hands.speak(japanese);
        hands.look(dark);
        if (train) {
            picture("home-empty");
            List.of("monitor", "runs", "compare", "classifier").forEach(place -> {
                hands.click("place-" + place);
                picture(place + "-empty");
            });
            hands.click("place-home");
            hands.click("quickstart");
            String running = japanese ? "実行中" : "Running";
            hands.says("run-state", text -> text.startsWith(running) && text.contains("60"));
            picture("monitor-running");
            String finished = japanese ? "完了" : "Finished";
            hands.says("run-state", text -> text.startsWith(finished));
            picture("monitor-finished");
            hands.click("use");
        }
        pages();
    }

    private void pages() {
        hands.click("place-home");
        Hands.sleep(1500);
        picture("home");
        hands.click("place-wizard");
        hands.says("data-summary", text -> text.contains("216"));
        picture("wizard-1-articles");
        hands.click("wizard-next");
        hands.says("model-verdict", text -> !text.isEmpty());
        picture("wizard-2-model");
        hands.click("wizard-next");
        hands.says("classified-token", text -> true);
        picture("wizard-3-template");
        hands.click("wizard-next");
        picture("wizard-4-training");
        hands.click("wizard-next");
        picture("wizard-5-review");
        sweep();
        hands.click("place-monitor");
        Hands.sleep(2500);
        picture("monitor");
        hands.click("place-runs");
        Hands.sleep(1500);
        Hands.onFx(() -> {
            ((TableView<?>) hands.lookup("runs-table")).getSelectionModel().select(0);
            return null;
        });
        Hands.sleep(1500);
        picture("runs");
        tab("run-tabs", 1);
        picture("runs-errors");
        Hands.onFx(() -> {
            TableView<?> misread = (TableView<?>) hands.lookup("misread");
            misread.getSelectionModel().select(0);
            return null;
        });
        Hands.sleep(500);
        if (Hands.onFx(() -> hands.lookup("misread-suggested").isVisible())) {
            hands.click("misread-suggested");
        }
        picture("runs-relabel");
        tab("run-tabs", 2);
        picture("runs-confidence");
        tab("run-tabs", 0);
        hands.click("place-compare");
        tab("compare-tabs", 0);
        hands.says("compare-verdict", text -> !text.isEmpty());
        picture("compare");
        tab("compare-tabs", 1);
        picture("compare-tables");
        tab("compare-tabs", 2);
        picture("compare-sweeps");
        tab("compare-tabs", 3);
        Hands.onFx(() -> {
            ((TableView<?>) hands.lookup("suspects-table")).getSelectionModel().select(0);
            return null;
        });
        Hands.sleep(500);
        picture("compare-suspects");
        tab("compare-tabs", 0);
        hands.click("place-classifier");
        hands.click("article-body");
        hands.paste(ARTICLE);
        hands.says("ranks-first", text -> !text.isEmpty());
        picture("classifier");
        hands.click("why");
        Hands.sleep(3000);
        picture("classifier-why");
        hands.click("why");
        hands.click("place-models");
        hands.says("models-title", text -> !text.isEmpty());
        Hands.sleep(1500);
        picture("models");
        hands.click("place-settings");
        Hands.sleep(800);
        picture("settings");
        boolean focused = Hands.onFx(() -> hands.lookup("place-settings") instanceof ToggleButton button && button.isSelected());
        if (!focused) {
            throw new IllegalStateException("the rail does not show where one is");
        }
    }

    /** The same run as a sweep over two settings, begun if runs are to be trained at all. */
    private void sweep() {
        hands.click("wizard-back");
        Hands.onFx(() -> {
            ((TitledPane) hands.lookup("sweep-settings")).setExpanded(true);
            return null;
        });
        Hands.sleep(500);
        hands.vary("template");
        hands.vary("lr");
        hands.says("grid-count", text -> text.contains("9"));
        Hands.onFx(() -> {
            scroll("add-axis");
            return null;
        });
        picture("wizard-4-sweep");
        if (train) {
            hands.type("axis-lr", "1e-3, 2e-3");
            hands.type("setting-epochs", "2");
            Hands.onFx(() -> {
                ((CheckBox) hands.lookup("axis-template-2")).setSelected(false);
                return null;
            });
            hands.says("grid-count", text -> text.contains("4"));
        }
        hands.click("wizard-next");
        Hands.sleep(500);
        picture("wizard-5-sweep");
        if (train) {
            hands.click("wizard-start");
            hands.awaitNode("sweep-runs", runs -> ((TableView<?>) runs).getItems().size() == 4);
            Hands.sleep(4000);
            picture("sweep-running");
            hands.awaitNode("sweeps-table", sweeps -> sweeps.lookupAll(".table-cell").stream()
                    .anyMatch(cell -> cell instanceof Labeled words && words.getText().equals("4 / 4")));
            picture("sweep-finished");
            hands.click("place-wizard");
        }
        hands.click("wizard-back");
        hands.click("axis-lr-remove");
        hands.click("axis-template-remove");
    }

    /** Brings what is inside a scrolling part of a page to where it is seen. */
    private void scroll(String id) {
        Node node = hands.lookup(id);
        Node at = node;
        while (!(at instanceof ScrollPane)) {
            at = at.getParent();
        }
        ((ScrollPane) at).setVvalue(1);
    }

    /** Another tab, and time for what it reads. */
    private void tab(String tabs, int index) {
        Hands.onFx(() -> {
            ((TabPane) hands.lookup(tabs)).getSelectionModel().select(index);
            return null;
        });
        Hands.sleep(2500);
    }

    private void picture(String what) {
        pictures++;
        hands.picture(out.resolve("%s-%02d-%s.png".formatted(name, pictures, what)));
    }
}
