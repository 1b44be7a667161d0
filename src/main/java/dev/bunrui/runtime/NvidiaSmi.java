package dev.bunrui.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the driver through its program. What a card or a driver does not know it writes as {@code [N/A]} and the like.
 *
 * @see <a href="https://docs.nvidia.com/deploy/nvidia-smi/">nvidia-smi</a>
 */
final class NvidiaSmi {
    private static final List<String> FIELDS =
            List.of("index", "name", "driver_version", "memory.total", "memory.free", "compute_mode");

    /** Drivers before 510 refuse the whole question because of these. */
    private static final List<String> NEWER = List.of("compute_cap", "mig.mode.current");

    private static final Pattern CUDA = Pattern.compile("CUDA(?: \\w+)? Version\\s*:\\s*(\\d+\\.\\d+)");
    private static final String NO_CARDS = "No devices were found";

    private final Path program;
    private final Duration patience;

    NvidiaSmi(Path program, Duration patience) {
        this.program = program;
        this.patience = patience;
    }

    /** {@code version}: the driver's, where that is known without asking. */
    DriverState look(Optional<VersionNumber> version) {
        List<String> fields = new ArrayList<>(FIELDS);
        fields.addAll(NEWER);
        Answer answer = query(fields);
        if (answer.words().contains("not a valid field")) {
            fields = FIELDS;
            answer = query(fields);
        }
        if (answer.words().contains(NO_CARDS)) {
            return new DriverState(DriverState.Kind.KNOWN, version, Optional.empty(), List.of(), "");
        }
        List<Row> rows = rows(answer, fields);
        if (answer.code() != 0 || rows.isEmpty()) {
            return DriverState.silent(
                    version, answer.words().lines().findFirst().orElse("").strip());
        }
        return new DriverState(
                DriverState.Kind.KNOWN,
                VersionNumber.in(rows.get(0).get("driver_version")).or(() -> version),
                cuda(),
                rows.stream().map(Row::card).toList(),
                "");
    }

    private Answer query(List<String> fields) {
        return ask("--query-gpu=" + String.join(",", fields), "--format=csv,noheader,nounits");
    }

    private Optional<VersionNumber> cuda() {
        Matcher found = CUDA.matcher(ask("-q", "-d", "COMPUTE").words());
        return found.find() ? VersionNumber.in(found.group(1)) : Optional.empty();
    }

    /** A line of which the fields are known. */
    private record Row(List<String> fields, List<String> values) {
        String get(String field) {
            int place = fields.indexOf(field);
            return place < 0 ? "" : values.get(place);
        }

        private OptionalLong mebibytes(String field) {
            String value = get(field);
            return value.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(value) << 20) : OptionalLong.empty();
        }

        GraphicsCard card() {
            String mode = get("compute_mode").toLowerCase(Locale.ROOT);
            return new GraphicsCard(
                    Integer.parseInt(get("index")),
                    get("name"),
                    VersionNumber.in(get("compute_cap")),
                    mebibytes("memory.total"),
                    mebibytes("memory.free"),
                    mode.startsWith("prohibited")
                            ? GraphicsCard.Mode.PROHIBITED
                            : mode.startsWith("exclusive") ? GraphicsCard.Mode.EXCLUSIVE : GraphicsCard.Mode.SHARED,
                    get("mig.mode.current").equals("Enabled"));
        }
    }

    /** The lines that are about a card; the program writes warnings between them. */
    private static List<Row> rows(Answer answer, List<String> fields) {
        return answer.words()
                .lines()
                .map(line -> new Row(fields, List.of(line.strip().split("\\s*,\\s*", -1))))
                .filter(row ->
                        row.values().size() == fields.size() && row.get("index").matches("\\d{1,4}"))
                .toList();
    }

    private record Answer(int code, String words) {}

    private Answer ask(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> all(process))
                        .completeOnTimeout("", patience.toMillis(), TimeUnit.MILLISECONDS);
                boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
                return ended ? new Answer(process.exitValue(), words.join()) : new Answer(-1, "");
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | CompletionException unstarted) {
            return new Answer(-1, String.valueOf(unstarted.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "");
        }
    }

    private static String all(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }
}
