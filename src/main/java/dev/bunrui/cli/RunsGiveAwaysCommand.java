package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.classify.ArticleClassifier;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.RunClassifier;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.analysis.GiveAways;
import dev.bunrui.experiment.analysis.GiveAways.GiveAway;
import dev.bunrui.experiment.analysis.MaskedTest;
import dev.bunrui.experiment.analysis.TestedRun;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs giveaways}: the words that give classes away, and the score on articles without them. */
@Command(name = "giveaways", sortOptions = false, abbreviateSynopsis = true)
final class RunsGiveAwaysCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", descriptionKey = "option.run")
    private String run = "";

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", descriptionKey = "option.top")
    private int top;

    @Option(names = "--masked", descriptionKey = "option.masked")
    private boolean masked;

    @Mixin
    private final DeviceOptions compute = new DeviceOptions();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsGiveAwaysCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (top < 1) {
            throw new RequestException(RunsGiveAwaysCommand.class, "giveaways.top", String.valueOf(top));
        }
        TestedRun tested = TestedRun.read(RunFolder.find(runs.folder(session), run));
        GiveAways words = GiveAways.of(tested, top);
        Optional<MaskedTest> effect = masked ? Optional.of(measured(tested, words)) : Optional.empty();
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), json(tested, words, effect));
        } else {
            print(words);
            effect.ifPresent(measured -> print(words.labels(), measured));
        }
        return Cli.done();
    }

    private MaskedTest measured(TestedRun tested, GiveAways words) {
        try (ArticleClassifier classifier =
                        RunClassifier.open(tested.folder(), session.models(), compute.device(), compute.precision());
                ClassifiedCount count =
                        new ClassifiedCount(session, tested.split().test().size(), true)) {
            return MaskedTest.of(tested, words, classifier, count::done);
        }
    }

    private void print(GiveAways words) {
        TextTable table = new TextTable("llrr")
                .row(
                        session.text("report.class"),
                        session.text("giveaways.word"),
                        "z",
                        session.text("giveaways.articles"));
        for (int label = 0; label < words.labels().size(); label++) {
            String name = words.labels().get(label);
            for (GiveAway each : words.words().get(label)) {
                table.row(name, each.word(), String.format(Locale.ROOT, "%.1f", each.z()), count(each));
                name = "";
            }
        }
        session.terminal().table(table);
    }

    private static String count(GiveAway word) {
        return Figures.count(word.within()) + "/" + Figures.count(word.all());
    }

    private void print(List<String> labels, MaskedTest effect) {
        session.terminal().out().println();
        new TestScoreTable(session, labels)
                .row(session.text("leaks.all"), effect.all())
                .row(session.text("giveaways.masked"), effect.masked())
                .print();
        session.terminal()
                .out()
                .println(session.text(
                        "giveaways.difference",
                        Figures.percent(effect.difference().difference()),
                        TestScoreTable.interval(effect.difference().interval())));
    }

    private static ObjectNode json(TestedRun tested, GiveAways words, Optional<MaskedTest> effect) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("run", tested.folder().path().toString());
        ObjectNode classes = node.putObject("words");
        for (int label = 0; label < words.labels().size(); label++) {
            ArrayNode list = classes.putArray(words.labels().get(label));
            List<GiveAway> ofClass = words.words().get(label);
            ofClass.forEach(each -> list.addObject()
                    .put("word", each.word())
                    .put("z", each.z())
                    .put("within", each.within())
                    .put("all", each.all()));
        }
        effect.ifPresent(measured -> {
            node.set("all", measured.all().summary(words.labels()));
            node.set("masked", measured.masked().summary(words.labels()));
            node.put("f1_difference", measured.difference().difference());
            node.putArray("f1_difference_interval")
                    .add(measured.difference().interval().low())
                    .add(measured.difference().interval().high());
        });
        return node;
    }
}
