package dev.bunrui.experiment.report;

import java.util.List;

/** Parts of a page below a heading. */
public final class Section {
    private Section() {}

    /** A section; {@code note} says below the heading what is to be known of it, and may be empty. */
    public static Element of(String heading, String note, Element... parts) {
        Element section = Element.of("section", Element.of("h2", heading));
        if (!note.isEmpty()) {
            section.add(Element.of("p", note).with("class", "note"));
        }
        return section.addAll(List.of(parts));
    }

    /** A command that is typed in a terminal. */
    public static Element command(String line) {
        return Element.of("pre", Element.of("code", line));
    }
}
