package dev.bunrui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bunrui.cli.text.TextTable;
import dev.bunrui.experiment.F1Caveat;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunResult;
import dev.bunrui.experiment.RunSummary;
import dev.bunrui.experiment.StoredResult;
import dev.bunrui.experiment.sweep.Sweep;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.slurm.Job;
import dev.bunrui.service.slurm.SeenElement;
import dev.bunrui.service.slurm.SlurmSweep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a sweep stands: its runs and what came out of them. */
final class SweepReport {
    private final Session session;

    SweepReport(Session session) {
        this.session = session;
    }

    void print(SweepFolder folder) {
        Sweep sweep = folder.read();
        List<String> options = sweep.options();
        Map<String, SeenElement> jobs = jobs(session, folder);
        TextTable table = new TextTable("l" + "l".repeat(options.size()) + (jobs.isEmpty() ? "lrr" : "llrr"));
        List<String> heading = new ArrayList<>(List.of(session.text("runs.name")));
        options.forEach(option -> heading.add("--" + option));
        heading.add(session.text("runs.state"));
        if (!jobs.isEmpty()) {
            heading.add("Slurm");
        }
        heading.addAll(List.of("val F1", "test F1 [95 %]"));
        table.row(heading.toArray(String[]::new));
        sweep.runs().forEach((name, values) -> table.row(row(folder.run(name), options, values, jobs)));
        session.terminal().table(table);
        // Runs of one split have the same sentence.
        sweep.runs().keySet().stream()
                .flatMap(name -> result(folder.run(name)).stream())
                .flatMap(known -> F1Caveat.of(known.labels(), known.test(), Locale.getDefault()).stream())
                .distinct()
                .forEach(session.terminal().out()::println);
        Map<RunSummary.State, Integer> states = states(folder, sweep);
        session.terminal()
                .out()
                .println(session.text(
                        "sweep.states",
                        states.getOrDefault(RunSummary.State.FINISHED, 0),
                        sweep.runs().size(),
                        states.getOrDefault(RunSummary.State.FAILED, 0),
                        sweep.dropped().size(),
                        sweep.skipped().size()));
    }

    /** By run; empty where Slurm never had to do with the sweep. */
    private static Map<String, SeenElement> jobs(Session session, SweepFolder folder) {
        Map<String, SeenElement> jobs = new HashMap<>();
        new SlurmSweep(session.folders(), folder)
                .seen()
                .forEach(element -> element.runs().forEach(run -> jobs.put(run, element)));
        return jobs;
    }

    private String job(SeenElement element) {
        Job job = element.job();
        return job.id().isEmpty()
                ? ""
                : session.text(
                                "slurm.job",
                                job.id(),
                                session.text("job." + job.state().name().toLowerCase(Locale.ROOT)),
                                job.state() == Job.State.PENDING ? job.reason() : job.node(),
                                element.begun())
                        .strip();
    }

    private String[] row(
            RunFolder run, List<String> options, Map<String, String> values, Map<String, SeenElement> jobs) {
        List<String> row = new ArrayList<>(List.of(run.name()));
        options.forEach(option -> row.add(values.getOrDefault(option, "").replace("\n", "\\n")));
        if (!run.path().toFile().isDirectory()) {
            row.addAll(List.of(session.text("sweep.missing"), "", ""));
            if (!jobs.isEmpty()) {
                row.add("");
            }
            return row.toArray(String[]::new);
        }
        row.add(session.text("state." + state(run).name().toLowerCase(Locale.ROOT)));
        if (!jobs.isEmpty()) {
            SeenElement element = jobs.get(run.name());
            row.add(element == null ? "" : job(element));
        }
        Optional<RunResult> result = result(run);
        row.add(result.map(known -> Figures.percent(known.validation().scores().macroF1()))
                .orElse(""));
        row.add(result.map(known -> Figures.percent(known.test().scores().macroF1()) + " ["
                        + Figures.percent(known.test().f1Interval().low()) + ", "
                        + Figures.percent(known.test().f1Interval().high()) + "]")
                .orElse(""));
        return row.toArray(String[]::new);
    }

    /** A run that was begun, and that a cluster is to go on with, waits. */
    private static RunSummary.State state(RunFolder run) {
        RunSummary.State state = RunSummary.State.of(run);
        boolean waits = state == RunSummary.State.STOPPED && run.queuedIn().isPresent();
        return waits ? RunSummary.State.WAITING : state;
    }

    /** A damaged run has no result; it does not hide the others. */
    private static Optional<RunResult> result(RunFolder run) {
        try {
            return run.finished() ? Optional.of(StoredResult.read(run)) : Optional.empty();
        } catch (RequestException damaged) {
            return Optional.empty();
        }
    }

    private static Map<RunSummary.State, Integer> states(SweepFolder folder, Sweep sweep) {
        Map<RunSummary.State, Integer> states = new LinkedHashMap<>();
        sweep.runs().keySet().forEach(name -> states.merge(state(folder.run(name)), 1, Integer::sum));
        return states;
    }

    /** The sweep for programs. */
    static ObjectNode json(Session session, SweepFolder folder) {
        ObjectMapper json = new ObjectMapper();
        Sweep sweep = folder.read();
        ObjectNode node = json.createObjectNode();
        node.put("sweep", folder.path().toAbsolutePath().normalize().toString());
        Map<String, SeenElement> jobs = jobs(session, folder);
        ArrayNode runs = node.putArray("runs");
        sweep.runs().forEach((name, values) -> {
            RunFolder run = folder.run(name);
            ObjectNode each = runs.addObject();
            each.put("run", run.path().toAbsolutePath().normalize().toString());
            each.put("state", state(run).name().toLowerCase(Locale.ROOT));
            SeenElement element = jobs.get(name);
            if (element != null) {
                each.putObject("slurm")
                        .put("job", element.job().id())
                        .put("state", element.job().state().name().toLowerCase(Locale.ROOT))
                        .put("reason", element.job().reason())
                        .put("node", element.job().node())
                        .put("begun", element.begun());
            }
            each.set("values", json.valueToTree(values));
            result(run).ifPresent(known -> {
                each.put("val_f1", known.validation().scores().macroF1());
                each.put("test_f1", known.test().scores().macroF1());
            });
        });
        ArrayNode skipped = node.putArray("skipped");
        sweep.skipped()
                .forEach(each -> skipped.addObject()
                        .put("reason", each.reason())
                        .set("values", json.valueToTree(each.values())));
        sweep.dropped().forEach(node.putArray("dropped")::add);
        return node;
    }
}
