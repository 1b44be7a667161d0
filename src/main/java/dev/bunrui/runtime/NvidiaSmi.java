package dev.bunrui.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
    private static final String MIG = "mig.mode.current";

    private static final List<String> FIELDS =
            List.of("index", "name", "driver_version", "memory.total", "memory.free", "compute_mode");

    /** Drivers before 510 refuse the whole question because of these. */
    private static final List<String> NEWER = List.of("compute_cap", MIG);

    private static final List<String> READING = List.of(
            "index",
            "uuid",
            "name",
            "utilization.gpu",
            "memory.used",
            "memory.total",
            "temperature.gpu",
            "power.draw",
            "power.limit",
            "clocks.sm");

    private static final List<String> HOLDING = List.of("pid", "used_memory");
    private static final String TABLE = "--format=csv,noheader,nounits";

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
        Table table = query(FIELDS, NEWER, "");
        Answer answer = table.answer();
        if (answer.words().contains(NO_CARDS)) {
            return new DriverState(DriverState.Kind.KNOWN, version, Optional.empty(), List.of(), "");
        }
        List<Row> rows = table.rows();
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

    /** How busy a card is; empty where the driver does not tell, or tells of a whole card of which CUDA sees a part (MIG). */
    Optional<CardReading> read(String card) {
        boolean whole = card.matches("\\d{1,4}") || card.matches("GPU-[0-9a-fA-F-]{36}");
        // Of a UUID CUDA takes the beginning, the program only all of it.
        return query(READING, List.of(MIG), whole ? card : "").rows().stream()
                .filter(row -> row.get("index").equals(card) || row.get("uuid").startsWith(card))
                .filter(row -> !row.divided())
                .findFirst()
                .map(Row::reading);
    }

    /** The processes that have memory of some card, and how much, in bytes, where the driver tells. */
    Map<Long, OptionalLong> holders() {
        Answer answer = ask("--query-compute-apps=" + String.join(",", HOLDING), TABLE);
        Map<Long, OptionalLong> holders = new HashMap<>();
        for (Row row : rows(answer, HOLDING)) {
            holders.put(Long.parseLong(row.get("pid")), row.mebibytes("used_memory"));
        }
        return holders;
    }

    /** What was answered, and its lines that are about a card. */
    private record Table(Answer answer, List<Row> rows) {}

    /**
     * Asks about cards.
     *
     * @param newer fields that are left out where the driver does not know them
     * @param card the one that is asked about; empty: all of them
     */
    private Table query(List<String> fields, List<String> newer, String card) {
        List<String> asked = new ArrayList<>(fields);
        asked.addAll(newer);
        Answer answer = query(asked, card);
        if (answer.words().contains("not a valid field")) {
            asked = fields;
            answer = query(asked, card);
        }
        return new Table(answer, rows(answer, asked));
    }

    private Answer query(List<String> fields, String card) {
        String question = "--query-gpu=" + String.join(",", fields);
        return card.isEmpty() ? ask(question, TABLE) : ask(question, TABLE, "-i", card);
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

        private OptionalInt whole(String field) {
            String value = get(field);
            return value.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
        }

        private OptionalDouble number(String field) {
            String value = get(field);
            return value.matches("\\d{1,9}(\\.\\d{1,9})?")
                    ? OptionalDouble.of(Double.parseDouble(value))
                    : OptionalDouble.empty();
        }

        boolean divided() {
            return get(MIG).equals("Enabled");
        }

        CardReading reading() {
            return new CardReading(
                    Integer.parseInt(get("index")),
                    get("name"),
                    whole("utilization.gpu"),
                    mebibytes("memory.used"),
                    mebibytes("memory.total"),
                    whole("temperature.gpu"),
                    number("power.draw"),
                    number("power.limit"),
                    whole("clocks.sm"));
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
                    divided());
        }
    }

    /** The lines that begin with a number, a card's or a process's; the program writes warnings between them. */
    private static List<Row> rows(Answer answer, List<String> fields) {
        return answer.words()
                .lines()
                .map(line -> new Row(fields, List.of(line.strip().split("\\s*,\\s*", -1))))
                .filter(row -> row.values().size() == fields.size()
                        && row.values().get(0).matches("\\d{1,9}"))
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
                CompletableFuture<String> words = CompletableFuture.supplyAsync(() -> all(process), NvidiaSmi::aside)
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

    /** A program that hangs in the driver cannot be ended, and is not to keep a thread that others share. */
    private static void aside(Runnable reading) {
        Thread thread = new Thread(reading, "nvidia-smi");
        thread.setDaemon(true);
        thread.start();
    }

    private static String all(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }
}
