package dev.bunrui.app.monitor;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.experiment.RunFolder;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The end of what a run's worker has said, kept up with unless someone wants to read in peace. */
final class LogPane {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AppContext context;
    private final Consumer<Throwable> failed;
    private final TextArea text = new TextArea();
    private final CheckBox follow = new CheckBox();
    private final VBox view = new VBox(8, follow, text);
    private @Nullable RunFolder run;
    private @Nullable Future<?> poll;

    /** {@code failed} hears why a log cannot be read. */
    LogPane(AppContext context, Consumer<Throwable> failed) {
        this.context = context;
        this.failed = failed;
        text.setId("log");
        text.setEditable(false);
        text.setWrapText(false);
        text.getStyleClass().add("log");
        text.accessibleTextProperty().bind(context.texts().of("monitor.tab.log"));
        text.promptTextProperty().bind(context.texts().of("monitor.log.none"));
        follow.setId("log-follow");
        follow.textProperty().bind(context.texts().of("monitor.log.follow"));
        follow.setSelected(true);
        VBox.setVgrow(text, Priority.ALWAYS);
        view.getStyleClass().add("tab-page");
    }

    Node view() {
        return view;
    }

    /** Shows the log of a run from now on. */
    void begin(@Nullable RunFolder folder) {
        end();
        if (folder == null || !folder.equals(run)) {
            text.clear();
        }
        run = folder;
        if (folder != null) {
            poll = context.work().repeatedly(PAUSE, new LogTail(folder.log()), latest -> show(folder, latest), failed);
        }
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
            poll = null;
        }
    }

    private void show(RunFolder folder, String latest) {
        boolean first = text.getText().isEmpty();
        if (poll == null || !folder.equals(run) || latest.equals(text.getText()) || !(follow.isSelected() || first)) {
            return;
        }
        text.setText(latest);
        text.positionCaret(latest.length());
        // Once the new text is laid out; before, the end is elsewhere.
        Platform.runLater(() -> text.setScrollTop(Double.MAX_VALUE));
    }
}
