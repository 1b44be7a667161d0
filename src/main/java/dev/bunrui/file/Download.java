package dev.bunrui.file;

import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Fetches a file over HTTP. What was fetched of it is kept beside the target, so that a download that was stopped, or
 * whose connection broke, goes on where it was; the target is there when it is whole and its check sum is right, and
 * never before. Of several processes that want the same file one fetches it and the others wait for it.
 */
public final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final int PIECE = 1 << 16;
    private static final int PARTIAL = 206;

    private final Duration patience;
    private final Duration pause;
    private final int attempts;

    /**
     * How much is put up with.
     *
     * @param patience how long the server may say nothing
     * @param pause before the second attempt; twice as long before each further one
     * @param attempts how often it is tried before it is given up
     */
    Download(Duration patience, Duration pause, int attempts) {
        this.patience = patience;
        this.pause = pause;
        this.attempts = attempts;
    }

    /** Five attempts, a minute's silence allowed. */
    public Download() {
        this(Duration.ofMinutes(1), Duration.ofSeconds(1), 5);
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
        try {
            return Turns.take(
                    target.resolveSibling(target.getFileName() + ".lock"),
                    () -> Files.exists(target) || fetchInTurn(file, target, done, stop));
        } catch (IOException failure) {
            throw AtomicFile.refusal(target, failure);
        }
    }

    private boolean fetchInTurn(RemoteFile file, Path target, LongConsumer done, BooleanSupplier stop)
            throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!fill(channel, file, target, done, stop)) {
                return false;
            }
            check(part, file, channel);
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Fetches what is missing, however many connections it takes. */
    private boolean fill(FileChannel part, RemoteFile file, Path target, LongConsumer done, BooleanSupplier stop)
            throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            long before = part.size();
            try {
                return fetchRest(client, part, file, done, stop);
            } catch (BrokenConnection broken) {
                if (part.size() > before) {
                    attempt = 1;
                    wait = pause;
                }
                if (attempt >= attempts) {
                    throw failure("download.broken", file.address(), broken.reason, target);
                }
            }
            if (!pause(wait)) {
                return false;
            }
            wait = wait.multipliedBy(2);
        }
    }

    private boolean fetchRest(
            HttpClient client, FileChannel part, RemoteFile file, LongConsumer done, BooleanSupplier stop)
            throws IOException, BrokenConnection {
        if (part.size() > file.size()) {
            part.truncate(0);
        }
        done.accept(part.size());
        if (part.size() == file.size()) {
            return true;
        }
        HttpResponse<InputStream> response = ask(client, file.address(), part.size());
        try (InputStream body = response.body();
                Silence silence = new Silence(body, patience)) {
            if (response.statusCode() != PARTIAL) {
                part.truncate(0); // the server sends all of it again
            } else if (start(response) != part.size()) {
                part.truncate(0);
                throw new BrokenConnection("Content-Range");
            }
            part.position(part.size());
            OutputStream to = Channels.newOutputStream(part);
            byte[] piece = new byte[PIECE];
            while (part.size() < file.size()) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                int got = read(body, piece);
                if (got < 0) {
                    throw new BrokenConnection(part.size() + " / " + file.size());
                }
                silence.heard();
                to.write(piece, 0, got);
                done.accept(part.size());
            }
            return true;
        }
    }

    private HttpResponse<InputStream> ask(HttpClient client, URI address, long from) throws BrokenConnection {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            int status = response.statusCode();
            if (status >= 500) {
                response.body().close();
                throw new BrokenConnection("HTTP " + status);
            }
            if (status != 200 && status != PARTIAL) {
                response.body().close();
                throw failure("download.refused", address, Integer.toString(status));
            }
            return response;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BrokenConnection(stopped.toString());
        } catch (IOException broken) {
            throw new BrokenConnection(String.valueOf(broken.getMessage() == null ? broken : broken.getMessage()));
        }
    }

    private static int read(InputStream body, byte[] piece) throws BrokenConnection {
        try {
            return body.read(piece);
        } catch (IOException broken) {
            throw new BrokenConnection(String.valueOf(broken.getMessage()));
        }
    }

    /** The place in the file that a partial response begins at; -1 if it does not say. */
    private static long start(HttpResponse<?> response) {
        String range = response.headers().firstValue("Content-Range").orElse("");
        return range.matches("bytes \\d{1,18}-.*")
                ? Long.parseLong(range.substring("bytes ".length(), range.indexOf('-')))
                : -1;
    }

    private static void check(Path part, RemoteFile file, FileChannel channel) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(part)) {
            byte[] piece = new byte[PIECE];
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                digest.update(piece, 0, got);
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(file.sha256())) {
            channel.truncate(0); // going on with it would lead to the same
            throw failure("download.other", file.address(), found, file.sha256());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    private static boolean pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static FailureException failure(String key, Object... arguments) {
        return new FailureException(Download.class, key, arguments);
    }

    /** Worth another attempt. */
    private static final class BrokenConnection extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        BrokenConnection(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
