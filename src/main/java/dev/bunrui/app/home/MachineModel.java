package dev.bunrui.app.home;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.service.Machine;
import dev.bunrui.torch.SystemMemory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the first page knows of the machine. */
final class MachineModel {
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final AppContext context;
    private final ObjectProperty<@Nullable Machine> machine = new SimpleObjectProperty<>();
    private final LongProperty memoryFree = new SimpleLongProperty();
    private final BooleanProperty looking = new SimpleBooleanProperty();
    private final Trouble trouble;
    private @Nullable Future<?> poll;

    MachineModel(AppContext context) {
        this.context = context;
        this.trouble = new Trouble(context.texts());
    }

    /** What it can do; null until that is known. */
    ReadOnlyObjectProperty<@Nullable Machine> machine() {
        return machine;
    }

    /** The memory that programs may take now, in bytes; 0 until it was asked for. */
    ReadOnlyLongProperty memoryFree() {
        return memoryFree;
    }

    /** The machine is being looked at. */
    ReadOnlyBooleanProperty looking() {
        return looking;
    }

    /** Why it could not be looked at; empty if it could. */
    ReadOnlyStringProperty failure() {
        return trouble.sentence();
    }

    void begin() {
        poll = context.work().repeatedly(PAUSE, SystemMemory::free, memoryFree::set, problem -> {});
        if (machine.get() == null) {
            ask(context.machine()::look);
        }
    }

    void end() {
        if (poll != null) {
            poll.cancel(false);
        }
    }

    /** Looks again, as after a measurement that other programs disturbed. */
    void lookAgain() {
        ask(context.machine()::lookAgain);
    }

    private void ask(Callable<Machine> question) {
        if (looking.get()) {
            return;
        }
        looking.set(true);
        trouble.forget();
        context.work()
                .once(
                        question,
                        found -> {
                            machine.set(found);
                            looking.set(false);
                        },
                        problem -> {
                            trouble.tell(problem);
                            looking.set(false);
                        });
    }
}
