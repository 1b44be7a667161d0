package dev.bunrui.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as a reader without any network finds it. */
record ReadPage(String source, Document document) {
    static ReadPage of(Page page) throws Exception {
        String source = page.html();
        assertThat(source).doesNotContain("://", "@import", "url(", " src=", " href=", "<script");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return new ReadPage(source, factory.newDocumentBuilder().parse(new InputSource(new StringReader(source))));
    }

    String language() {
        return document.getDocumentElement().getAttribute("lang");
    }

    String text() {
        return document.getDocumentElement().getTextContent();
    }

    /** The texts of all elements of a name. */
    List<String> texts(String name) {
        NodeList all = document.getElementsByTagName(name);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> all.item(i).getTextContent())
                .toList();
    }

    /** The cells of the rows of all tables, those of headings included. */
    List<List<String>> rows() {
        NodeList rows = document.getElementsByTagName("tr");
        return IntStream.range(0, rows.getLength())
                .mapToObj(i -> cells((Element) rows.item(i)))
                .toList();
    }

    private static List<String> cells(Element row) {
        NodeList cells = row.getChildNodes();
        return IntStream.range(0, cells.getLength())
                .mapToObj(i -> cells.item(i).getTextContent())
                .toList();
    }
}
