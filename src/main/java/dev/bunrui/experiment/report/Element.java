package dev.bunrui.experiment.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of a page. Texts and the values of attributes are escaped, so that whatever a label or a path holds is shown
 * and does nothing; a page of elements is well-formed XML.
 */
public final class Element {
    /** Those that HTML knows no end tag of. */
    private static final Set<String> VOID = Set.of("meta", "br");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> inside = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /** An element with elements in it. */
    public static Element of(String name, Element... inside) {
        Element element = new Element(name);
        element.inside.addAll(List.of(inside));
        return element;
    }

    /** An element with a text in it. */
    public static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    /** Gives it an attribute. */
    public Element with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** Gives it an attribute that is a number of a drawing, to a tenth. */
    public Element with(String attribute, double value) {
        return with(attribute, Drawing.number(value));
    }

    /** Adds a text at the end. */
    public Element text(String text) {
        inside.add(text);
        return this;
    }

    /** Adds an element at the end. */
    public Element add(Element element) {
        inside.add(element);
        return this;
    }

    /** Adds elements at the end. */
    public Element addAll(List<Element> elements) {
        inside.addAll(elements);
        return this;
    }

    void writeTo(StringBuilder page) {
        page.append('<').append(name);
        attributes.forEach((attribute, value) -> page.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        if (VOID.contains(name)) {
            page.append("/>");
            return;
        }
        page.append('>');
        for (Object each : inside) {
            if (each instanceof Element element) {
                element.writeTo(page);
            } else {
                page.append(escaped(each.toString()));
            }
        }
        page.append("</").append(name).append('>');
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        writeTo(text);
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(shown(character) ? character : 0xfffd);
            }
        });
        return safe.toString();
    }

    /** XML has no place for control characters, however they are written, nor for halves of characters. */
    private static boolean shown(int character) {
        boolean control = character < ' ' && character != '\n' && character != '\t';
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !control && !half && (character & 0xfffe) != 0xfffe;
    }
}
