package dev.bunrui.experiment.report;

import dev.bunrui.message.Figures;
import dev.bunrui.training.score.Confusion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which class was taken for which: a row is what the articles are, a column what they were taken for, and the stronger a
 * cell's colour, the greater its part of the row. Of very many classes those are shown that are mixed up most.
 */
final class ConfusionTable {
    private static final int MOST = 40;

    private final Words words;
    private final List<String> labels;
    private final Confusion confusion;

    private ConfusionTable(Words words, List<String> labels, Confusion confusion) {
        this.words = words;
        this.labels = labels;
        this.confusion = confusion;
    }

    static Element of(Words words, List<String> labels, Confusion confusion) {
        return new ConfusionTable(words, labels, confusion).element();
    }

    private Element element() {
        Comparator<Integer> mostMistakes = Comparator.comparingInt(label -> -mistakes(label));
        List<Integer> shown = IntStream.range(0, confusion.classes())
                .boxed()
                .sorted(mostMistakes)
                .limit(MOST)
                .sorted()
                .toList();
        Element head = Element.of("tr", Element.of("td", "")).addAll(headings(shown, "col"));
        Element body = Element.of("tbody");
        for (int gold : shown) {
            Element row = Element.of("tr").addAll(headings(List.of(gold), "row"));
            shown.forEach(predicted -> row.add(cell(gold, predicted)));
            body.add(row);
        }
        Element table = Element.of("table", Element.of("thead", head), body).with("class", "confusion");
        String note = shown.size() == confusion.classes()
                ? words.of("report.confusion-axes")
                : words.of("report.confusion-most", shown.size(), Figures.count(confusion.classes()));
        return Element.of("div", table, Element.of("p", note).with("class", "note"))
                .with("class", "wide");
    }

    private int mistakes(int label) {
        return confusion.support(label) + confusion.predictions(label) - 2 * confusion.count(label, label);
    }

    private List<Element> headings(List<Integer> shown, String scope) {
        return shown.stream()
                .map(label ->
                        Element.of("th", Element.of("span", labels.get(label))).with("scope", scope))
                .toList();
    }

    private Element cell(int gold, int predicted) {
        int count = confusion.count(gold, predicted);
        if (count == 0) {
            return Element.of("td", "·");
        }
        int support = confusion.support(gold);
        double share = (double) count / support;
        String kind = gold == predicted ? "hit" : "miss";
        String key = gold == predicted ? "report.confusion-right" : "report.confusion-wrong";
        return Element.of("td", Figures.count(count))
                .with("class", kind)
                .with("style", String.format(Locale.ROOT, "--share:%.3f", share))
                .with(
                        "title",
                        words.of(
                                key,
                                Figures.count(count),
                                Figures.count(support),
                                labels.get(gold),
                                labels.get(predicted)));
    }
}
