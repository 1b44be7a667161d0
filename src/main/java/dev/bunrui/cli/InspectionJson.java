package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Finding;
import dev.bunrui.corpus.Inspection;
import dev.bunrui.corpus.Quantiles;
import dev.bunrui.corpus.SourceFile;
import dev.bunrui.experiment.TokenLengths;
import java.util.Locale;

/** A look at a data set, for programs. */
final class InspectionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InspectionJson() {}

    static ObjectNode of(DataSet data, Inspection inspection, TokenLengths tokens) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", data.name());
        ArrayNode sources = node.putArray("sources");
        for (SourceFile source : data.sources()) {
            sources.addObject()
                    .put("name", source.name())
                    .put("encoding", source.encoding())
                    .put("title_column", source.columnsUsed().title())
                    .put("body_column", source.columnsUsed().body())
                    .put("label_column", source.columnsUsed().label())
                    .put("articles", source.articles());
        }
        node.set("parts", JSON.valueToTree(inspection.parts()));
        node.set("classes", JSON.valueToTree(inspection.classes()));
        node.set("title_characters", quantiles(inspection.titleLengths()));
        node.set("body_characters", quantiles(inspection.bodyLengths()));
        ObjectNode lengths = quantiles(tokens.lengths());
        lengths.put("max_length", tokens.maxLength());
        lengths.put("cut", tokens.cut());
        lengths.put("read", tokens.read());
        node.set("tokens", lengths);
        ArrayNode duplicates = node.putArray("duplicates");
        for (Inspection.Duplicates group : inspection.duplicates()) {
            ObjectNode one = duplicates.addObject();
            group.ids().forEach(one.putArray("ids")::add);
            group.labels().forEach(one.putArray("labels")::add);
            group.parts().forEach(one.putArray("parts")::add);
        }
        ArrayNode findings = node.putArray("findings");
        for (Finding finding : inspection.findings()) {
            findings.addObject()
                    .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
                    .put("where", finding.where())
                    .put("text", finding.text());
        }
        return node;
    }

    private static ObjectNode quantiles(Quantiles quantiles) {
        return JSON.createObjectNode()
                .put("count", quantiles.count())
                .put("median", quantiles.median())
                .put("p90", quantiles.p90())
                .put("p99", quantiles.p99())
                .put("max", quantiles.max());
    }
}
