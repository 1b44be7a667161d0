package dev.bunrui.file;

import dev.bunrui.message.FailureException;
import dev.bunrui.message.SentenceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Fetches a file over HTTP, a large one over several connections. What was fetched of it is kept beside the target, so
 * that a download that was stopped, or whose connection broke, goes on where it was; the target is there when it is
 * whole and its check sum is right, and never before. Of several processes that want the same file one fetches it and
 * the others wait for it.
 */
public final class Download {
    private static final int PIECE = 1 << 16;
    private static final int WHOLE = 200;
    private static final int PARTIAL = 206;

    private final Web web;
    private final Duration pause;
    private final int attempts;
    private final int connections;
    private final long segmentBytes;

    /** What a server's refusal means. */
    @FunctionalInterface
    public interface Refusal {
        /** The sentence for a status that is no success and not worth another attempt. */
        FailureException of(RemoteFile file, int status, HttpHeaders headers);
    }

    /**
     * How much is put up with.
     *
     * @param pause before the second attempt; twice as long before each further one
     * @param attempts how often it is tried, nothing coming in between, before it is given up
     * @param connections at once, at most
     * @param segmentBytes what a further connection is worth opening for
     */
    public Download(Web web, Duration pause, int attempts, int connections, long segmentBytes) {
        this.web = web;
        this.pause = pause;
        this.attempts = attempts;
        this.connections = connections;
        this.segmentBytes = segmentBytes;
    }

    /** Five attempts, a minute's silence allowed, up to four connections. */
    public Download(ProxySelector proxies) {
        this(new Web(proxies, Duration.ofMinutes(1)), Duration.ofSeconds(1), 5, 4, 16 << 20);
    }

    /** The same, by the proxies that the system knows. */
    public Download() {
        this(ProxySelector.getDefault());
    }

    /** How many bytes of a file there are: all, or what was fetched before. */
    public static long there(Path target) throws IOException {
        return Files.exists(target) ? Files.size(target) : PartFile.fetched(aside(target));
    }

    private static Path aside(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /**
     * Fetches a file, unless it is there already.
     *
     * @param done hears how many bytes there are, now and then
     * @param stop asked now and then whether to stop
     * @return whether the file is there now: false if it was asked to stop
     * @throws FailureException if the server does not give the file, or gives another
     * @throws dev.bunrui.message.RequestException if the target cannot be written
     */
    public boolean fetch(RemoteFile file, Path target, LongConsumer done, BooleanSupplier stop) {
        return fetch(
                file, target, target.resolveSibling(target.getFileName() + ".lock"), Download::refused, done, stop);
    }

    /** As {@link #fetch(RemoteFile, Path, LongConsumer, BooleanSupplier)}, with a lock and a refusal of one's own. */
    public boolean fetch(
            RemoteFile file, Path target, Path lock, Refusal refusal, LongConsumer done, BooleanSupplier stop) {
        Request request = new Request(file, target, refusal, stop);
        try {
            return Turns.take(lock, () -> Files.exists(target) || fetchInTurn(request, done), stop)
                    .orElse(false);
        } catch (IOException failure) {
            throw AtomicFile.refusal(target, failure);
        }
    }

    /** What is asked for, and of whom to hear when to stop. */
    private record Request(RemoteFile file, Path target, Refusal refusal, BooleanSupplier stop) {
        Request until(BooleanSupplier over) {
            return new Request(file, target, refusal, () -> over.getAsBoolean() || stop.getAsBoolean());
        }
    }

    private boolean fetchInTurn(Request request, LongConsumer done) throws IOException {
        RemoteFile file = request.file();
        Path target = request.target();
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path aside = aside(target);
        int count = (int) Math.max(1, Math.min(connections, file.size() / segmentBytes));
        try (PartFile part = new PartFile(aside, file.size(), count, done)) {
            done.accept(part.done());
            if (!fill(part, request)) {
                return false;
            }
            String found = file.check().of(aside, request.stop());
            if (found.isEmpty()) {
                return false;
            }
            if (!found.equals(file.check().expected())) {
                Path wrong = target.resolveSibling(target.getFileName() + ".wrong");
                part.moveTo(wrong);
                throw failure(
                        "download.other",
                        file.address(),
                        found,
                        file.check().expected(),
                        wrong,
                        file.check().spoken());
            }
            part.force();
            part.moveTo(target);
            return true;
        }
    }

    /** Fetches what is missing, however many connections it takes. */
    private boolean fill(PartFile part, Request request) throws IOException {
        try {
            return side(part, request);
        } catch (NoRanges whole) {
            part.begin(1);
            try {
                return side(part, request);
            } catch (NoRanges impossible) {
                throw new IllegalStateException(impossible); // one segment takes what it gets
            }
        }
    }

    /** All segments side by side; the first that fails ends the others. */
    private boolean side(PartFile part, Request request) throws IOException, NoRanges {
        List<PartFile.Segment> segments = part.segments();
        AtomicBoolean failed = new AtomicBoolean();
        Request each = request.until(failed::get);
        if (segments.size() == 1) {
            return segment(part, segments.get(0), each, false);
        }
        ExecutorService threads = Executors.newFixedThreadPool(segments.size(), work -> {
            Thread thread = new Thread(work, "download");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (PartFile.Segment segment : segments) {
                all.add(threads.submit(() -> {
                    try {
                        return segment(part, segment, each, true);
                    } catch (IOException | NoRanges | RuntimeException failure) {
                        failed.set(true);
                        throw failure;
                    }
                }));
            }
            return whole(all);
        } finally {
            failed.set(true);
            threads.shutdownNow();
        }
    }

    private static boolean whole(List<Future<Boolean>> all) throws IOException, NoRanges {
        boolean whole = true;
        Throwable failure = null;
        for (Future<Boolean> one : all) {
            try {
                whole &= one.get();
            } catch (ExecutionException failed) {
                failure = failure == null ? failed.getCause() : failure;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        if (failure instanceof NoRanges noRanges) {
            throw noRanges;
        } else if (failure instanceof IOException unwritable) {
            throw unwritable;
        } else if (failure instanceof SentenceException sentence) {
            throw sentence;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return whole;
    }

    private boolean segment(PartFile part, PartFile.Segment segment, Request request, boolean among)
            throws IOException, NoRanges {
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            long before = part.next(segment);
            try {
                return rest(part, segment, request, among);
            } catch (BrokenConnection broken) {
                if (part.next(segment) > before) {
                    attempt = 1;
                    wait = pause;
                }
                if (attempt >= attempts) {
                    throw failure("download.broken", request.file().address(), broken.reason(), request.target());
                }
                if (!pause(broken.patience().orElse(wait), request.stop())) {
                    return false;
                }
            }
            wait = wait.multipliedBy(2);
        }
    }

    private boolean rest(PartFile part, PartFile.Segment segment, Request request, boolean among)
            throws IOException, BrokenConnection, NoRanges {
        if (part.next(segment) == part.end(segment)) {
            return true;
        }
        HttpResponse<InputStream> response = ask(request, part.next(segment), part.end(segment), among);
        try (InputStream body = response.body();
                Silence silence = new Silence(body, web.patience())) {
            if (response.statusCode() != PARTIAL) {
                if (among) {
                    throw new NoRanges();
                }
                part.again(segment); // the server sends all of it again
            } else if (start(response) != part.next(segment)) {
                throw new BrokenConnection("Content-Range");
            }
            byte[] piece = new byte[PIECE];
            for (long left = left(part, segment); left > 0; left = left(part, segment)) {
                if (request.stop().getAsBoolean()) {
                    return false;
                }
                int got = read(body, piece, (int) Math.min(piece.length, left));
                if (got < 0) {
                    throw new BrokenConnection(
                            part.done() + " / " + request.file().size());
                }
                silence.heard();
                part.write(segment, piece, got);
            }
            return true;
        }
    }

    private static long left(PartFile part, PartFile.Segment segment) {
        return part.end(segment) - part.next(segment);
    }

    private HttpResponse<InputStream> ask(Request request, long from, long to, boolean among) throws BrokenConnection {
        RemoteFile file = request.file();
        Optional<String> range = among
                ? Optional.of("bytes=" + from + "-" + (to - 1))
                : Optional.of("bytes=" + from + "-").filter(some -> from > 0);
        HttpResponse<InputStream> response = web.get(file.address(), file.headers(), range);
        int status = response.statusCode();
        if (status != WHOLE && status != PARTIAL) {
            Web.close(response);
            throw request.refusal().of(file, status, response.headers());
        }
        return response;
    }

    private static FailureException refused(RemoteFile file, int status, HttpHeaders headers) {
        return failure("download.refused", file.address(), Integer.toString(status));
    }

    private static int read(InputStream body, byte[] piece, int most) throws BrokenConnection {
        try {
            return body.read(piece, 0, most);
        } catch (IOException broken) {
            // The client says no more than “closed” itself, and its cause why.
            throw new BrokenConnection(broken.getCause() instanceof IOException why ? why : broken);
        }
    }

    /** The place in the file that a partial response begins at; -1 if it does not say. */
    private static long start(HttpResponse<?> response) {
        String range = response.headers().firstValue("Content-Range").orElse("");
        return range.matches("bytes \\d{1,18}-.*")
                ? Long.parseLong(range.substring("bytes ".length(), range.indexOf('-')))
                : -1;
    }

    /** Waits; returns whether it was not asked to stop meanwhile. */
    public static boolean pause(Duration wait, BooleanSupplier stop) {
        try {
            long until = System.nanoTime() + wait.toNanos();
            for (long left = wait.toMillis(); left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                Thread.sleep(Math.min(left, 200));
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static FailureException failure(String key, Object... arguments) {
        return new FailureException(Download.class, key, arguments);
    }

    /** The server sends the whole file whatever part it is asked for. */
    private static final class NoRanges extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
