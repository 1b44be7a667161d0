package dev.bunrui.app.work;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Work whose answer is wanted only until something else is asked: what was overtaken is never heard of. Used on the
 * window's thread.
 */
public final class Latest {
    private final Work work;
    private final PauseTransition pause;
    private long asked;

    /** Work begins when nothing else was asked for so long. */
    public Latest(Work work, Duration pause) {
        this.work = work;
        this.pause = new PauseTransition(pause);
    }

    /** Asks for work in place of all that was asked before. */
    public <T> void ask(Callable<T> question, Consumer<T> then, Consumer<Throwable> failed) {
        long mine = ++asked;
        pause.setOnFinished(event -> work.once(
                question,
                answer -> {
                    if (mine == asked) {
                        then.accept(answer);
                    }
                },
                problem -> {
                    if (mine == asked) {
                        failed.accept(problem);
                    }
                }));
        pause.playFromStart();
    }

    /** Nothing is wanted any more. */
    public void forget() {
        asked++;
        pause.stop();
    }
}
