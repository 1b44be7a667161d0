package dev.bunrui.app.slurm;

import dev.bunrui.app.look.Shapes;
import dev.bunrui.app.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/** How a submission comes along, with the way out, and why it was refused; takes no room while there is nothing to say. */
public final class SubmissionBar {
    private final Node node;

    /** {@code id} tells one such bar from another. */
    public SubmissionBar(Texts texts, Submission submission, String id) {
        Shapes shapes = new Shapes(texts);
        Button cancel = shapes.button(id + "-cancel", "wizard.cancel", Feather.X, submission::cancel, "flat");
        this.node = Shapes.comingAndGoing(
                shapes.bar(id + "-progress", submission.progress(), "notice", cancel),
                shapes.alarm(id + "-refusal", submission.refusal()));
    }

    public Node node() {
        return node;
    }
}
