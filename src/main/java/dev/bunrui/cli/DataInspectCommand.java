package dev.bunrui.cli;

import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.Inspection;
import dev.bunrui.corpus.Template;
import dev.bunrui.experiment.TokenLengths;
import dev.bunrui.llm.text.TextTokenizer;
import dev.bunrui.llm.text.Truncation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui data inspect}: what is in a data set, before anything is learned from it. */
@Command(name = "inspect", sortOptions = false, abbreviateSynopsis = true)
final class DataInspectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "sample|livedoor|PATH", descriptionKey = "option.data")
    private String path = "";

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Option(
            names = "--model",
            paramLabel = "ID|DIR",
            defaultValue = "bunrui-mini",
            descriptionKey = "option.inspect-model")
    private String model = "";

    @Option(names = "--template", paramLabel = "0|1|2|TEXT", defaultValue = "2", descriptionKey = "option.template")
    private String template = "";

    @Option(names = "--max-length", paramLabel = "N", defaultValue = "512", descriptionKey = "option.max-length")
    private int maxLength;

    @Mixin
    private final JsonOption json = new JsonOption();

    DataInspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        DataSet data = DataReader.read(session.data().locate(path), columns.columns());
        Inspection inspection = Inspection.of(data);
        TokenLengths tokens;
        try (TextTokenizer tokenizer = TextTokenizer.open(session.models().locate(model))) {
            tokens = TokenLengths.of(
                    data.parts().all(), Template.of(template, data.titled()), tokenizer, maxLength, Truncation.BODY);
        }
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), InspectionJson.of(data, inspection, tokens));
        } else {
            new InspectionReport(session).print(data, inspection, tokens, model);
        }
        return Cli.done();
    }
}
