package dev.bunrui.app.wizard.slurm;

import dev.bunrui.service.slurm.SlurmSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The fields: each shows what is proposed until a person writes something else into it, which then stays. */
final class SlurmDraft {
    private final Map<SlurmField, StringProperty> texts = new EnumMap<>(SlurmField.class);
    private final Map<SlurmField, StringProperty> proposals = new EnumMap<>(SlurmField.class);
    private final StringProperty host = new SimpleStringProperty("");
    private final SimpleLongProperty changes = new SimpleLongProperty();
    private boolean proposing;

    SlurmDraft() {
        for (SlurmField field : SlurmField.values()) {
            StringProperty text = new SimpleStringProperty("");
            // Not only told that it is no longer valid: that is told once, until somebody reads it.
            text.addListener((observed, before, now) -> changed());
            texts.put(field, text);
            proposals.put(field, new SimpleStringProperty(""));
        }
    }

    private void changed() {
        if (!proposing) {
            changes.set(changes.get() + 1);
        }
    }

    /** What is in a field. */
    StringProperty text(SlurmField field) {
        return Objects.requireNonNull(texts.get(field));
    }

    /** What is proposed for a field. */
    StringProperty proposal(SlurmField field) {
        return Objects.requireNonNull(proposals.get(field));
    }

    /** The machine that jobs are submitted from, as {@code ssh} knows it; empty: this one. */
    StringProperty host() {
        return host;
    }

    /** Another number after each change that a person made to a field. */
    ReadOnlyLongProperty changes() {
        return changes;
    }

    /** Proposes settings; what a person wrote stays. */
    void propose(SlurmSettings settings) {
        proposing = true;
        for (SlurmField field : SlurmField.values()) {
            boolean written = written(field);
            if (written && field == SlurmField.PARTITION) {
                continue; // what is proposed is for the partition that is written: it is none that anybody proposed
            }
            proposal(field).set(field.of(settings));
            if (!written) {
                text(field).set(field.of(settings));
            }
        }
        proposing = false;
    }

    private boolean written(SlurmField field) {
        String text = text(field).get();
        return !text.strip().equals(proposal(field).get().strip()) && !(field.counts() && text.isBlank());
    }

    /** What is written now. */
    SlurmChoices choices() {
        Map<SlurmField, String> written = new EnumMap<>(SlurmField.class);
        for (SlurmField field : SlurmField.values()) {
            if (written(field)) {
                written.put(field, text(field).get());
            }
        }
        return new SlurmChoices(host.get().strip(), written);
    }
}
