package dev.bunrui.service.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@link SlurmBook} as its file has it. */
final class SlurmBookJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SlurmBookJson() {}

    static ObjectNode of(SlurmBook book) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1);
        root.set("settings", SlurmSettingsJson.of(book.settings()));
        ArrayNode elements = root.putArray("elements");
        book.elements().forEach(runs -> runs.forEach(elements.addArray()::add));
        ArrayNode submissions = root.putArray("submissions");
        for (SlurmBook.Submission submission : book.submissions()) {
            ObjectNode node = submissions.addObject();
            node.put("job", submission.job());
            node.put("check", submission.check());
            node.put("time", submission.time().toString());
            submission.elements().forEach(node.putArray("elements")::add);
        }
        ArrayNode seen = root.putArray("seen");
        for (SlurmBook.Seen each : book.seen()) {
            seen.addObject()
                    .put("element", each.element())
                    .put("job", each.job().id())
                    .put("state", each.job().state().name())
                    .put("reason", each.job().reason())
                    .put("node", each.job().node())
                    .put("elapsed", each.job().elapsed())
                    .put("settled", each.settled());
        }
        return root;
    }

    /**
     * The book that {@link #of} wrote.
     *
     * @throws IllegalArgumentException or java.time.DateTimeException if a field is missing or wrong
     */
    static SlurmBook read(JsonNode root) {
        List<List<String>> elements = new ArrayList<>();
        root.required("elements").forEach(runs -> {
            List<String> names = new ArrayList<>();
            runs.forEach(run -> names.add(run.asText()));
            elements.add(names);
        });
        List<SlurmBook.Submission> submissions = new ArrayList<>();
        root.required("submissions").forEach(node -> {
            List<Integer> numbers = new ArrayList<>();
            node.required("elements").forEach(number -> numbers.add(number.asInt()));
            submissions.add(new SlurmBook.Submission(
                    node.required("job").asText(),
                    node.required("check").asText(),
                    Instant.parse(node.required("time").asText()),
                    numbers));
        });
        List<SlurmBook.Seen> seen = new ArrayList<>();
        root.required("seen")
                .forEach(node -> seen.add(new SlurmBook.Seen(
                        node.required("element").asInt(),
                        new Job(
                                node.required("job").asText(),
                                Job.State.valueOf(node.required("state").asText()),
                                node.required("reason").asText(),
                                node.required("node").asText(),
                                node.required("elapsed").asText()),
                        node.required("settled").asBoolean())));
        return new SlurmBook(SlurmSettingsJson.read(root.required("settings")), elements, submissions, seen);
    }
}
