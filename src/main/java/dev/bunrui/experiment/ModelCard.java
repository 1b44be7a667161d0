package dev.bunrui.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.classify.Task;
import dev.bunrui.llm.Catalogue;
import dev.bunrui.llm.CatalogueEntry;
import dev.bunrui.llm.ModelFolder;
import dev.bunrui.llm.TokenizerFiles;
import dev.bunrui.llm.text.PadToken;
import dev.bunrui.torch.WeightFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a person should know of a merged model, in both languages; the text is {@code card.md} beside this class. */
final class ModelCard {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Lines that are for models whose tokenizer is a sentencepiece model. */
    private static final Pattern ONLY_PIECES = Pattern.compile("(?m)^@sentencepiece@(.*\\R)");
    /** Lines that are for runs that kept the base model's weights in few bits. */
    private static final Pattern ONLY_QUANTISED = Pattern.compile("(?m)^@quantised@(.*\\R)");

    private ModelCard() {}

    static String of(RunFolder run, RunManifest manifest, Task task, ModelFolder model, PadToken pad) {
        String base = manifest.settings().model();
        Optional<CatalogueEntry> known = Catalogue.load().find(base);
        List<String> labels = task.labels();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("run", run.name());
        // A folder's place on this machine is of no use to another, and tells of its owner.
        values.put("base", known.isPresent() ? base : manifest.settings().modelName());
        values.put("licence", known.map(ModelCard::licence).orElse("–"));
        values.put(
                "labels",
                IntStream.range(0, labels.size())
                        .mapToObj(id -> "| " + id + " | " + labels.get(id).replace("|", "\\|") + " |")
                        .collect(Collectors.joining("\n")));
        values.put("pad", pad.text());
        values.put("length", Integer.toString(task.maxLength()));
        RunResult result = StoredResult.read(run);
        values.put("f1", f1(result.test()));
        values.put("caveat-en", caveat(result, Locale.ENGLISH));
        values.put("caveat-ja", caveat(result, Locale.JAPANESE));
        values.put("weights", manifest.settings().weights().option());
        values.put("version", manifest.versions().getOrDefault("bunrui", ""));
        values.put("template", literal(task.template().text()));
        values.put("newline", literal(task.newline()));
        String file = model.tokenizerFile().toString();
        boolean pieces = file.endsWith(".model");
        // Asked for the model's own class, Transformers 5 takes some architectures' usual tokenizer, whatever the file
        // says.
        values.put("tokenizer", file.endsWith(TokenizerFiles.JSON) ? "PreTrainedTokenizerFast" : "AutoTokenizer");
        values.put("options", pieces ? ", use_fast=False" : "");
        boolean quantised = manifest.settings().weights() != WeightFormat.FULL;
        String card = ONLY_PIECES.matcher(text()).replaceAll(pieces ? "$1" : "");
        card = ONLY_QUANTISED.matcher(card).replaceAll(quantised ? "$1" : "");
        for (Map.Entry<String, String> value : values.entrySet()) {
            card = card.replace("@" + value.getKey() + "@", value.getValue());
        }
        return card;
    }

    private static String licence(CatalogueEntry entry) {
        return entry.licence() + " (" + entry.licenceLink() + ")";
    }

    private static String caveat(RunResult result, Locale language) {
        return F1Caveat.of(result.labels(), result.test(), language)
                .map(sentence -> "  \n  " + sentence) // a line of its own in the same item
                .orElse("");
    }

    private static String f1(Metrics test) {
        return String.format(
                Locale.ROOT,
                "%.4f (95 %% CI %.4f–%.4f, n = %d)",
                test.scores().macroF1(),
                test.f1Interval().low(),
                test.f1Interval().high(),
                test.scores().n());
    }

    /** A string in JSON's notation, which is Python's too. */
    private static String literal(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text() {
        try (InputStream resource = ModelCard.class.getResourceAsStream("card.md")) {
            if (resource == null) {
                throw new IllegalStateException("card.md is not on the class path");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
