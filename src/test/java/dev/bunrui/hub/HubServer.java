package dev.bunrui.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A real server on this machine that speaks the hub's API for one repository, well or badly. */
public final class HubServer implements AutoCloseable {
    public static final String COMMIT = "00112233445566778899aabbccddeeff00112233";
    public static final String ID = "someone/tiny";

    /** What is done in place of a request's proper answer; returns whether it answered. */
    @FunctionalInterface
    public interface Mischief {
        boolean answer(HttpExchange exchange, int number) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final HttpServer server;
    private final Map<String, byte[]> tampered = new TreeMap<>();
    private long limit = Long.MAX_VALUE;
    private volatile Mischief mischief = (exchange, number) -> false;

    public HubServer(Map<String, byte[]> files) throws IOException {
        this.files.putAll(files);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " " + (range == null ? "-" : range) + " "
                    + (token == null ? "-" : token));
            int number = requests.size();
            try (exchange) {
                if (!mischief.answer(exchange, number)) {
                    answer(exchange);
                }
            }
        });
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Path and query, host, range and token of each request, parted by blanks, with a dash for none. */
    public List<String> requests() {
        return requests;
    }

    /** How many bytes of files went out. */
    public long sent() {
        return sent.get();
    }

    public void mischief(Mischief some) {
        mischief = some;
    }

    /** Replaces a file's content behind the back of its hash. */
    public void tamper(String path, byte[] content) {
        tampered.put(path, content);
    }

    /** From so many bytes on nothing more goes out until {@link #release}. */
    public synchronized void hold(long bytes) {
        limit = bytes;
        notifyAll();
    }

    /** As {@link #hold}; waits until so many have gone out. */
    public synchronized void holdAfter(long bytes) throws InterruptedException {
        hold(bytes);
        long patience = System.nanoTime() + 60_000_000_000L;
        while (sent.get() < limit) {
            wait(50);
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("only " + sent.get() + " bytes went out");
            }
        }
    }

    /** Everything may go out again. */
    public synchronized void release() {
        limit = Long.MAX_VALUE;
        notifyAll();
    }

    private synchronized void gate() throws IOException {
        try {
            while (sent.get() >= limit) {
                wait();
            }
        } catch (InterruptedException closing) {
            throw new IOException(closing);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/models/" + ID + "/revision/main")) {
            byte[] json = listing().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
            return;
        }
        String before = "/" + ID + "/resolve/" + COMMIT + "/";
        String moved = "/moved/";
        String name = path.startsWith(before)
                ? path.substring(before.length())
                : path.startsWith(moved) ? path.substring(moved.length()) : "";
        byte[] content = tampered.getOrDefault(name, files.get(name));
        if (content == null) {
            exchange.getResponseHeaders().set("X-Error-Code", "RepoNotFound");
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        send(exchange, content, Integer.MAX_VALUE);
    }

    /** A file or the range of it that is asked for, of which only so many bytes go out. */
    void send(HttpExchange exchange, byte[] content, int most) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        int to = content.length;
        if (range != null) {
            String[] ends = range.replace("bytes=", "").split("-", -1);
            from = Integer.parseInt(ends[0]);
            to = ends[1].isEmpty() ? to : Math.min(to, Integer.parseInt(ends[1]) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, to - from == 0 ? -1 : to - from);
        OutputStream out = exchange.getResponseBody();
        int end = (int) Math.min(to, (long) from + most);
        for (int at = from; at < end; ) {
            int count = Math.min(1 << 14, end - at);
            gate();
            out.write(content, at, count);
            sent.addAndGet(count);
            at += count;
        }
        out.flush();
    }

    byte[] content(String name) {
        return files.get(name);
    }

    private String listing() {
        return files.entrySet().stream()
                .map(file -> entry(file.getKey(), file.getValue()))
                .collect(Collectors.joining(
                        ",", "{\"id\":\"" + ID + "\",\"sha\":\"" + COMMIT + "\",\"siblings\":[", "]}"));
    }

    private static String entry(String name, byte[] content) {
        byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        String large = content.length < 10_000
                ? ""
                : ",\"lfs\":{\"sha256\":\"" + hash("SHA-256", content) + "\",\"size\":" + content.length
                        + ",\"pointerSize\":134}";
        return "{\"rfilename\":\"" + name + "\",\"size\":" + content.length + ",\"blobId\":\""
                + hash("SHA-1", header, content) + "\"" + large + "}";
    }

    static String hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
