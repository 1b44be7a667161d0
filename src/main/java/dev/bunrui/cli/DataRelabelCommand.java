package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.corpus.LivedoorCorpus;
import dev.bunrui.experiment.analysis.CorrectedLabels;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui data relabel}: corrects labels in a new version of a data set. */
@Command(name = "relabel", sortOptions = false, abbreviateSynopsis = true)
final class DataRelabelCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "sample|livedoor|PATH", descriptionKey = "option.data")
    private String path = "";

    @Option(names = "--output", paramLabel = "FILE.jsonl", required = true, descriptionKey = "option.relabel-output")
    private Path output = Path.of("");

    @Option(names = "--label", paramLabel = "ID=LABEL", required = true, descriptionKey = "option.relabel")
    private List<String> corrections = List.of();

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    DataRelabelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CorrectedLabels written =
                CorrectedLabels.write(session.data().locate(path), columns.columns(), output, labels());
        Path file = written.file().toAbsolutePath().normalize();
        Session speaking = session.speaking(json.asked());
        if (json.asked()) {
            JsonLine.print(
                    session.terminal().out(),
                    new ObjectMapper()
                            .createObjectNode()
                            .put("output", file.toString())
                            .put("articles", written.articles())
                            .put("changed", written.changed()));
        } else {
            speaking.terminal()
                    .out()
                    .println(session.text(
                            "relabel.written",
                            file,
                            Figures.count(written.changed()),
                            Figures.count(written.articles())));
        }
        if (written.livedoor()) {
            speaking.terminal()
                    .out()
                    .println(speaking.terminal().alarming(session.text("relabel.livedoor", LivedoorCorpus.LICENCE)));
        }
        return Cli.done();
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String correction : corrections) {
            int sign = correction.lastIndexOf('=');
            if (sign < 1 || sign == correction.length() - 1) {
                throw new RequestException(DataRelabelCommand.class, "relabel.pair", correction);
            }
            String id = correction.substring(0, sign);
            if (labels.put(id, correction.substring(sign + 1)) != null) {
                throw new RequestException(DataRelabelCommand.class, "relabel.twice", id);
            }
        }
        return labels;
    }
}
