package dev.bunrui.runtime;

import dev.bunrui.file.BrokenConnection;
import dev.bunrui.file.Download;
import dev.bunrui.file.GzipCheck;
import dev.bunrui.file.RemoteFile;
import dev.bunrui.file.Web;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Asks DJL's server, or one that holds the same, what a build consists of. The index {@code files.txt} has a line for each
 * file, such as {@code cu128/linux-x86_64/native/lib/libtorch.so.gz}; sizes and hashes it has not. The end of a gzip file
 * tells how large its content is, so that is what is asked for.
 */
final class RuntimeServer {
    private static final int ATTEMPTS = 5;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int MOST_BYTES = 1 << 20;
    private static final int END = 4;
    private static final String GZIP = ".gz";

    private final RuntimeSettings settings;
    private final Web web;
    private final Duration pause;

    RuntimeServer(RuntimeSettings settings, Web web, Duration pause) {
        this.settings = settings;
        this.web = web;
        this.pause = pause;
    }

    /**
     * The files of a build, small ones first.
     *
     * @return empty if it was asked to stop
     * @throws FailureException if the server does not tell, or has no such build
     */
    Optional<RuntimePlan> plan(CudaBuild build, BooleanSupplier stop) {
        settings.check();
        Optional<List<String>> lines = ask(address("files.txt"), Optional.empty(), stop, RuntimeServer::lines);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<RuntimeFile> files = new ArrayList<>();
        for (String line : lines.get()) {
            Optional<String> name = name(line, build);
            if (name.isPresent()) {
                Optional<RuntimeFile> file = ask(
                        address(line),
                        Optional.of("bytes=-" + END),
                        stop,
                        response -> file(line, name.get(), response));
                if (file.isEmpty()) {
                    return Optional.empty();
                }
                files.add(file.get());
            }
        }
        if (!files.stream().map(RuntimeFile::name).toList().containsAll(build.libraries())) {
            throw failure("fetch.incomplete", settings.mirror(), build.system());
        }
        files.sort(Comparator.comparingLong(RuntimeFile::size));
        return Optional.of(new RuntimePlan(build, files));
    }

    /** Where a file of a plan is fetched from. */
    RemoteFile remote(RuntimeFile file) {
        return new RemoteFile(address(file.path()), file.size(), new GzipCheck(), Map.of());
    }

    private URI address(String path) {
        return URI.create(settings.mirror() + "/" + CudaBuild.PYTORCH + "/" + path);
    }

    /** The library that a line of the index is about, if it is one of the build's; what leads elsewhere is none. */
    private static Optional<String> name(String line, CudaBuild build) {
        if (!line.startsWith(build.place()) || !line.endsWith(GZIP) || !line.matches("[\\w./+%-]+")) {
            return Optional.empty();
        }
        String last = line.substring(line.lastIndexOf('/') + 1, line.length() - GZIP.length());
        try {
            return Optional.of(URLDecoder.decode(last, StandardCharsets.UTF_8))
                    .filter(name -> name.matches("\\w[\\w.+-]*"));
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    /** What an answer says; its body is closed after. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(HttpResponse<InputStream> response) throws IOException;
    }

    private static List<String> lines(HttpResponse<InputStream> response) throws IOException {
        return new String(response.body().readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .toList();
    }

    private RuntimeFile file(String line, String name, HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() == PARTIAL) {
            String range = response.headers().firstValue("Content-Range").orElse("");
            byte[] end = response.body().readNBytes(END);
            if (range.matches("bytes \\d+-\\d+/\\d{1,15}") && end.length == END) {
                long size = Long.parseLong(range.substring(range.indexOf('/') + 1));
                // Modulo 2^32, and compressed it is not larger: enough for libraries below 4 GiB.
                long unpacked = Integer.toUnsignedLong(
                        ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt());
                return new RuntimeFile(line, name, size, OptionalLong.of(Math.max(size, unpacked)));
            }
        }
        long size = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        if (response.statusCode() != OK || size < 0) {
            throw failure("fetch.answer", settings.mirror(), RuntimeSettings.MIRROR);
        }
        return new RuntimeFile(line, name, size, OptionalLong.empty());
    }

    private <T> Optional<T> ask(URI address, Optional<String> range, BooleanSupplier stop, Reading<T> reading) {
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            try {
                return Optional.of(answer(web.get(address, Map.of(), range), reading));
            } catch (BrokenConnection broken) {
                if (attempt == ATTEMPTS) {
                    throw failure("fetch.broken", settings.mirror(), broken.reason(), RuntimeSettings.MIRROR);
                }
                if (!Download.pause(broken.patience().orElse(wait), stop)) {
                    return Optional.empty();
                }
            }
            wait = wait.multipliedBy(2);
        }
    }

    private <T> T answer(HttpResponse<InputStream> response, Reading<T> reading) throws BrokenConnection {
        try {
            if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
                throw refused(response.statusCode());
            }
            return reading.of(response);
        } catch (IOException broken) {
            throw new BrokenConnection(broken);
        } finally {
            Web.close(response); // a file that came whole is not wanted yet
        }
    }

    /** The sentence for a file that is not given out. */
    FailureException refused(int status) {
        return failure("fetch.refused", settings.mirror(), Integer.toString(status), RuntimeSettings.MIRROR);
    }

    static FailureException failure(String key, Object... arguments) {
        return new FailureException(RuntimeServer.class, key, arguments);
    }
}
