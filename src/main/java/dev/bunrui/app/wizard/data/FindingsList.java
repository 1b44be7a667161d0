package dev.bunrui.app.wizard.data;

import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.LoadedData;
import dev.bunrui.corpus.Finding;
import dev.bunrui.corpus.Inspection;
import dev.bunrui.message.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is worth a look in the articles, in sentences. */
final class FindingsList {
    /** So many of a kind tell what it is about; the command line names them all. */
    private static final int EXAMPLES = 5;

    private static final double SMALL_PART = 0.1;

    /**
     * A heading and what it is about.
     *
     * @param lines some examples
     */
    record Group(String heading, List<String> lines) {}

    private FindingsList() {}

    static List<Group> of(AppContext context, LoadedData data) {
        List<Group> groups = new ArrayList<>();
        Inspection inspection = data.inspection();
        unbalanced(context, inspection, groups);
        duplicates(context, inspection, groups);
        inspection.findingCounts().forEach((kind, count) -> {
            List<String> lines = inspection.findings().stream()
                    .filter(finding -> finding.kind() == kind)
                    .limit(EXAMPLES)
                    .map((Finding finding) -> finding.where() + ": " + finding.text())
                    .toList();
            groups.add(new Group(kind.title() + ": " + Figures.count(count), lines));
        });
        return groups;
    }

    private static void unbalanced(AppContext context, Inspection inspection, List<Group> groups) {
        int largest = inspection.classes().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        List<String> small = inspection.classes().entrySet().stream()
                .filter(entry -> entry.getValue() < SMALL_PART * largest)
                .map((Map.Entry<String, Integer> entry) -> entry.getKey() + ": " + Figures.count(entry.getValue()))
                .toList();
        if (!small.isEmpty()) {
            groups.add(new Group(context.texts().now("wizard.data.unbalanced", Figures.count(largest)), small));
        }
    }

    private static void duplicates(AppContext context, Inspection inspection, List<Group> groups) {
        List<Inspection.Duplicates> all = inspection.duplicates();
        if (all.isEmpty()) {
            return;
        }
        long acrossClasses =
                all.stream().filter(Inspection.Duplicates::acrossClasses).count();
        long acrossParts =
                all.stream().filter(Inspection.Duplicates::acrossParts).count();
        List<String> lines = all.stream()
                .limit(EXAMPLES)
                .map(group -> String.join(" = ", group.ids()))
                .toList();
        groups.add(new Group(
                context.texts().now("wizard.data.duplicates", all.size(), acrossClasses, acrossParts), lines));
    }
}
