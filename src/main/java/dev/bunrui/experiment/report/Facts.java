package dev.bunrui.experiment.report;

/** Names and what is to be said of each, one a line. */
public final class Facts {
    private final Element list = Element.of("dl").with("class", "facts");

    /** Adds a fact. */
    public Facts fact(String name, String value) {
        return add(name, value, "");
    }

    /** Adds a fact that is to be seen at once. */
    public Facts striking(String name, String value) {
        return add(name, value, "changed");
    }

    private Facts add(String name, String value, String mark) {
        Element words = Element.of("dd", value);
        if (!mark.isEmpty()) {
            words.with("class", mark);
        }
        list.add(Element.of("dt", name)).add(words);
        return this;
    }

    /** The list as a part of a page. */
    public Element element() {
        return list;
    }
}
