package dev.bunrui.experiment.report;

import java.util.ArrayList;
import java.util.List;

/** Names and what is to be said of each, one a line. */
public final class Facts {
    private final List<Element> names = new ArrayList<>();
    private final List<Element> values = new ArrayList<>();

    /** Adds a fact. */
    public Facts fact(String name, String value) {
        names.add(Element.of("dt", name));
        values.add(Element.of("dd", value));
        return this;
    }

    /** Adds a fact that is to be seen at once. */
    public Facts striking(String name, String value) {
        fact(name, value);
        values.get(values.size() - 1).with("class", "changed");
        return this;
    }

    /** The list as a part of a page. */
    public Element element() {
        return list(0, names.size());
    }

    /** The list in two halves, side by side where there is room. */
    public Element halves() {
        int half = (names.size() + 1) / 2;
        return Element.of("div", list(0, half), list(half, names.size())).with("class", "pair");
    }

    private Element list(int from, int to) {
        Element list = Element.of("dl").with("class", "facts");
        for (int i = from; i < to; i++) {
            list.add(names.get(i)).add(values.get(i));
        }
        return list;
    }
}
