package dev.bunrui.app.wizard.draft;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.work.Latest;
import dev.bunrui.app.work.Trouble;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.corpus.DataPreview;
import dev.bunrui.corpus.DataStamp;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the articles that the draft names, again whenever it names others. */
public final class DataModel {
    public static final String TITLE_COLUMN = "title-column";
    public static final String BODY_COLUMN = "body-column";
    public static final String LABEL_COLUMN = "label-column";

    private static final List<String> COLUMNS = List.of(TITLE_COLUMN, BODY_COLUMN, LABEL_COLUMN);
    private static final int PREVIEW_ROWS = 50;
    private static final Duration AFTER_CHOOSING = Duration.millis(150);

    private final AppContext context;
    private final Draft draft;
    private final Latest reading;
    private final Latest looking;
    private final ObjectProperty<@Nullable LoadedData> loaded = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable DataPreview> preview = new SimpleObjectProperty<>();
    private final BooleanProperty busy = new SimpleBooleanProperty();
    private final Trouble trouble;
    private final BooleanProperty changed = new SimpleBooleanProperty();

    public DataModel(AppContext context, Draft draft) {
        this.context = context;
        this.draft = draft;
        this.trouble = new Trouble(context.texts());
        this.reading = new Latest(context.work(), AFTER_CHOOSING);
        this.looking = new Latest(context.work(), Duration.ONE);
        draft.option(Draft.DATA).addListener(change -> {
            preview.set(null);
            draft.reset(COLUMNS);
            read();
        });
        for (String column : COLUMNS) {
            draft.option(column).addListener(change -> read());
        }
    }

    /** The articles; null while there are none. */
    public ReadOnlyObjectProperty<@Nullable LoadedData> loaded() {
        return loaded;
    }

    /** The beginning of a table, there even if it cannot be learned from; null if there is none. */
    public ReadOnlyObjectProperty<@Nullable DataPreview> preview() {
        return preview;
    }

    /** Something is being read. */
    public ReadOnlyBooleanProperty busy() {
        return busy;
    }

    /** Why the articles cannot be learned from; empty if they can. */
    public ReadOnlyStringProperty refusal() {
        return trouble.sentence();
    }

    /** Whether the articles had changed on disk and were read again; until something else is chosen. */
    public ReadOnlyBooleanProperty changed() {
        return changed;
    }

    /** Where the articles are, as a run is to be told. */
    public Path path() {
        return locator().locate(draft.option(Draft.DATA).get().strip());
    }

    private DataLocator locator() {
        return new DataLocator(context.folders().sampleData(), context.folders().data());
    }

    /** Reads anew, as when a file has come to be. */
    public void read() {
        changed.set(false);
        begin();
    }

    /** Reads what is on disk now although the same was named before. */
    public void again() {
        preview.set(null);
        read();
    }

    private void begin() {
        loaded.set(null);
        trouble.forget();
        if (draft.option(Draft.DATA).get().isBlank()) {
            reading.forget();
            busy.set(false);
            return;
        }
        busy.set(true);
        String named = draft.option(Draft.DATA).get().strip();
        Columns columns = new Columns(column(TITLE_COLUMN), column(BODY_COLUMN), column(LABEL_COLUMN));
        DataPreview known = preview.get();
        reading.ask(
                () -> known != null ? known : DataPreview.of(locator().locate(named), PREVIEW_ROWS),
                seen -> {
                    preview.set(seen);
                    reading.ask(
                            () -> LoadedData.read(locator().locate(named), columns),
                            data -> {
                                busy.set(false);
                                loaded.set(data);
                            },
                            this::refuse);
                },
                this::refuse);
    }

    private void refuse(Throwable problem) {
        busy.set(false);
        trouble.tell(problem);
    }

    private @Nullable String column(String option) {
        String text = draft.option(option).get();
        return text.isEmpty() ? null : text;
    }

    /** Looks whether what was read is still what is on disk, and reads it again if it is not. */
    public void lookAgain() {
        LoadedData data = loaded.get();
        if (data == null) {
            return;
        }
        looking.ask(
                () -> DataStamp.of(data.path()),
                now -> {
                    if (Objects.equals(loaded.get(), data) && !now.equals(data.stamp())) {
                        preview.set(null);
                        begin();
                        changed.set(true);
                    }
                },
                problem -> {
                    if (Objects.equals(loaded.get(), data)) {
                        loaded.set(null);
                        refuse(problem);
                    }
                });
    }
}
