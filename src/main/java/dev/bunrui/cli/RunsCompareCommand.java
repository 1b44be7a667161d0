package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.compare.Comparison;
import dev.bunrui.experiment.compare.Contender;
import dev.bunrui.experiment.compare.Field;
import dev.bunrui.experiment.compare.PairDetail;
import dev.bunrui.experiment.report.Report;
import dev.bunrui.message.RequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bunrui runs compare}: which runs can be told apart on the same test articles. */
@Command(name = "compare", sortOptions = false, abbreviateSynopsis = true)
final class RunsCompareCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..*", paramLabel = "RUN|SWEEP", descriptionKey = "option.compared-runs")
    private List<String> chosen = new ArrayList<>();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Option(names = "--report", paramLabel = "FILE.html", descriptionKey = "option.compare-report")
    private @Nullable Path report;

    @Option(names = "--force", descriptionKey = "option.force")
    private boolean force;

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsCompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path folder = runs.folder(session);
        List<RunFolder> named = ChosenRuns.of(folder, chosen);
        Field field = Field.of(named.isEmpty() ? folder : named.get(0).runs(), named);
        Session speaking = session.speaking(json.asked());
        field.unusable().values().forEach(session.terminal().err()::println);
        long open = named.stream().filter(run -> !run.finished()).count();
        if (open > 0) {
            session.terminal().err().println(session.text("compare.open", open));
        }
        if (field.runs().isEmpty()) {
            throw new RequestException(RunsTableCommand.class, "table.none");
        }
        List<Contender> all = new ArrayList<>(field.runs());
        all.addAll(baselines(field));
        Comparison comparison = Comparison.ofBest(all);
        new ComparisonReport(speaking).print(comparison);
        List<PairDetail> pairs = pairs(comparison, field.runs());
        pairs.forEach(pair -> new ComparisonReport(speaking).print(comparison, pair));
        if (field.runs().size() == 2) {
            pairs.forEach(pair -> new ComparisonReport(speaking).printArticles(comparison, pair));
        }
        if (report != null) {
            Report.comparison(comparison, pairs, Locale.getDefault()).write(report, force);
            speaking.terminal().out().println(session.text("table.written", report.toAbsolutePath()));
        }
        if (json.asked()) {
            JsonLine.print(session.terminal().out(), json(comparison, pairs));
        }
        return Cli.done();
    }

    /** Each once, of the first run's test; the probe of each model. */
    private static List<Contender> baselines(Field field) {
        Map<String, Contender> each = new LinkedHashMap<>();
        field.baselinesOf(field.runs().get(0))
                .forEach(baseline -> each.putIfAbsent(baseline.name() + baseline.about(), baseline));
        return List.copyOf(each.values());
    }

    /** The two runs, if there are two; otherwise the one that was best on validation against the one with most right. */
    private static List<PairDetail> pairs(Comparison comparison, List<Contender> runs) {
        List<Integer> places = IntStream.range(0, comparison.contenders().size())
                .filter(i -> runs.contains(comparison.contenders().get(i)))
                .boxed()
                .toList();
        if (places.size() == 2) {
            return List.of(PairDetail.of(comparison, places.get(1), places.get(0)));
        }
        return comparison
                .chosen()
                .filter(chosen -> chosen != 0)
                .map(chosen -> List.of(PairDetail.of(comparison, chosen, 0)))
                .orElse(List.of());
    }

    private static ObjectNode json(Comparison comparison, List<PairDetail> details) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        Function<Integer, String> name =
                place -> comparison.contenders().get(place).name();
        node.put("articles", comparison.gold().length);
        node.put("tried", comparison.tried());
        comparison.chosen().ifPresent(place -> node.put("best_on_validation", name.apply(place)));
        ArrayNode all = node.putArray("contenders");
        for (int i = 0; i < comparison.contenders().size(); i++) {
            Contender each = comparison.contenders().get(i);
            var test = each.result().test();
            ObjectNode entry = all.addObject().put("name", each.name());
            each.baseline().ifPresent(kind -> entry.put("baseline", kind.optionName()));
            entry.put("val_f1", each.result().validation().scores().macroF1());
            entry.put("f1", test.scores().macroF1());
            entry.putArray("f1_interval")
                    .add(test.f1Interval().low())
                    .add(test.f1Interval().high());
            entry.set("small_classes", test.smallClasses(each.labels()));
            entry.put("accuracy", test.scores().accuracy());
            entry.put("groups", comparison.letters(i));
            entry.put("among_the_best", comparison.amongTheBest(i));
        }
        ArrayNode pairs = node.putArray("pairs");
        comparison
                .pairs()
                .pairs()
                .forEach(pair -> pairs.addObject()
                        .put("a", name.apply(pair.a()))
                        .put("b", name.apply(pair.b()))
                        .put("fixed", pair.test().fixed())
                        .put("broken", pair.test().broken())
                        .put("p", pair.test().p())
                        .put("p_holm", pair.adjusted())
                        .put("differ", pair.differ()));
        ArrayNode full = node.putArray("details");
        for (PairDetail detail : details) {
            ObjectNode entry = full.addObject()
                    .put("a", name.apply(detail.a()))
                    .put("b", name.apply(detail.b()))
                    .put("p", detail.test().p())
                    .put("p_holm", detail.adjusted())
                    .put("f1_difference", detail.f1().difference())
                    .put("too_few_articles", detail.tooFew());
            entry.putArray("f1_difference_interval")
                    .add(detail.f1().interval().low())
                    .add(detail.f1().interval().high());
            detail.fixed()
                    .forEach(i -> entry.withArray("fixed").add(comparison.ids().get(i)));
            detail.broken()
                    .forEach(i -> entry.withArray("broken").add(comparison.ids().get(i)));
        }
        return node;
    }
}
