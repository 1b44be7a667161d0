package dev.bunrui.robot;

import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TitledPane;

/** A sweep of two learning rates and two seeds is given to Slurm in the last step, and followed to its end. */
final class Cluster {
    private static final long LONG_MILLIS = 1_500_000;

    private final Hands hands;
    private final Path out;
    private final String epochs;

    Cluster(Hands hands, Path out, String epochs) {
        this.hands = hands;
        this.out = out;
        this.epochs = epochs;
    }

    void go(boolean japanese, boolean dark) {
        hands.place(1280, 720);
        hands.speak(japanese);
        hands.look(dark);
        hands.click("place-wizard");
        hands.says("data-summary", text -> text.contains("216"));
        hands.click("wizard-next");
        hands.says("model-verdict", text -> !text.isEmpty());
        hands.click("wizard-next");
        hands.says("classified-token", text -> true);
        hands.type("max-length", "64");
        hands.click("wizard-next");
        Hands.onFx(() -> {
            ((TitledPane) hands.lookup("sweep-settings")).setExpanded(true);
            return null;
        });
        Hands.sleep(500);
        hands.type("setting-epochs", epochs);
        hands.type("setting-batch-size", "16");
        hands.vary("lr");
        hands.type("axis-lr", "1e-3, 3e-3");
        hands.vary("seed");
        hands.type("axis-seed", "42, 43");
        hands.says("grid-count", text -> text.contains("4"));
        hands.click("wizard-next");
        hands.click("where-slurm");
        hands.awaitNode("slurm-script", script -> !script.isDisabled());
        Hands.sleep(1000);
        hands.picture(out.resolve("1-where.png"));
        Hands.onFx(() -> {
            ((TitledPane) hands.lookup("slurm-more")).setExpanded(true);
            return null;
        });
        Hands.sleep(500);
        hands.type("slurm-runs-per-job", "1");
        Hands.sleep(2000);
        hands.awaitNode("slurm-script", script -> !script.isDisabled());
        show("slurm-script");
        hands.click("slurm-script");
        hands.says("slurm-script-text", text -> text.contains("#SBATCH --array=0-"));
        hands.picture(out.resolve("2-script.png"));
        hands.click("slurm-script-close");
        hands.picture(out.resolve("3-plan.png"));
        hands.type("run-name-field", "window");
        hands.click("wizard-start");
        hands.awaitNode("sweep-runs", runs -> ((TableView<?>) runs).getItems().size() == 4);
        Hands.sleep(15_000);
        hands.picture(out.resolve("4-running.png"));
        hands.awaitNode(
                "sweeps-table",
                sweeps -> sweeps.lookupAll(".table-cell").stream()
                        .anyMatch(cell -> cell instanceof Labeled words && words.getText().equals("4 / 4")),
                LONG_MILLIS);
        Hands.sleep(2000);
        hands.picture(out.resolve("5-finished.png"));
    }

    /** Brings what is inside a scrolling part of the page to its middle. */
    private void show(String id) {
        Hands.onFx(() -> {
            Node node = hands.lookup(id);
            Node at = node;
            while (!(at instanceof ScrollPane)) {
                at = at.getParent();
            }
            ScrollPane pane = (ScrollPane) at;
            Bounds content = pane.getContent().getLayoutBounds();
            double y = pane.getContent()
                    .sceneToLocal(node.localToScene(node.getBoundsInLocal()))
                    .getCenterY();
            double height = pane.getViewportBounds().getHeight();
            pane.setVvalue(Math.max(0, Math.min(1, (y - height / 2) / (content.getHeight() - height))));
            return null;
        });
        Hands.sleep(500);
    }
}
