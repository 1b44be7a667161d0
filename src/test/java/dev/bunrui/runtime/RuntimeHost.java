package dev.bunrui.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bunrui.hub.Proxies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** A real server on this machine that gives a build out as DJL's does, well or badly. */
public final class RuntimeHost implements AutoCloseable {
    private static final String PLACE = "/" + CudaBuild.PYTORCH + "/";

    /** What is done in place of a request's proper answer; returns whether it answered. */
    @FunctionalInterface
    public interface Mischief {
        boolean answer(HttpExchange exchange, String range) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final HttpServer server;
    private long limit = Long.MAX_VALUE;
    private boolean ranges = true;
    private volatile Mischief mischief = (exchange, range) -> false;

    /** Gives out libraries, by their names and contents, for a system. */
    public RuntimeHost(String system, Map<String, byte[]> libraries) throws IOException {
        StringBuilder index = new StringBuilder("cpu/" + system + "/native/lib/libtorch.so.gz\n");
        for (Map.Entry<String, byte[]> library : new TreeMap<>(libraries).entrySet()) {
            String name = URLEncoder.encode(library.getKey() + ".gz", StandardCharsets.UTF_8);
            String path = CudaBuild.FLAVOUR + "/" + system + "/native/lib/" + name;
            index.append(path).append('\n');
            files.put(PLACE + path, packed(library.getValue()));
        }
        files.put(PLACE + "files.txt", index.toString().getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(exchange.getRequestURI().getRawPath() + " " + (range == null ? "-" : range));
            try (exchange) {
                if (!mischief.answer(exchange, range == null ? "" : range)) {
                    answer(exchange, range);
                }
            }
        });
        server.start();
    }

    static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** The address that takes the place of DJL's. */
    public String mirror() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Settings that lead here. */
    public RuntimeSettings settings(EngineCache cache) {
        return new RuntimeSettings(cache, URI.create(mirror()), false, Proxies.of(Map.of()));
    }

    /** Path and range of each request, with a dash for none. */
    public List<String> requests() {
        return requests;
    }

    /** How many bytes of libraries went out. */
    public long sent() {
        return sent.get();
    }

    public void mischief(Mischief some) {
        mischief = some;
    }

    /** Sends whole files only. */
    public void withoutRanges() {
        ranges = false;
    }

    /** The packed bytes of a library; to change them is to damage it. */
    byte[] file(String library) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("/" + library + ".gz"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Forgets a library that its index has. */
    void lose(String library) {
        files.keySet().removeIf(path -> path.endsWith("/" + library + ".gz"));
    }

    /** From so many bytes on nothing more goes out until {@link #release}; waits until they went out. */
    public synchronized void awaitHeld(long bytes) throws InterruptedException {
        limit = bytes;
        notifyAll();
        long patience = System.nanoTime() + 60_000_000_000L;
        while (sent.get() < limit) {
            wait(50);
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("only " + sent.get() + " bytes went out");
            }
        }
    }

    /** Nothing more than so many bytes goes out until {@link #release}. */
    public synchronized void holdAfter(long bytes) {
        limit = bytes;
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

    private void answer(HttpExchange exchange, String range) throws IOException {
        byte[] content = files.get(exchange.getRequestURI().getRawPath());
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        boolean part = range != null && ranges;
        int from = 0;
        int to = content.length;
        if (part) {
            String[] ends = range.substring("bytes=".length()).split("-", 2);
            from = ends[0].isEmpty() ? content.length - Integer.parseInt(ends[1]) : Integer.parseInt(ends[0]);
            to = ends[0].isEmpty() || ends[1].isEmpty() ? content.length : Integer.parseInt(ends[1]) + 1;
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(part ? 206 : 200, to - from);
        boolean library = exchange.getRequestURI().getRawPath().endsWith(".gz") && to - from > 4;
        for (int at = from; at < to; at += 100_000) {
            if (library) {
                gate();
            }
            int count = Math.min(100_000, to - at);
            exchange.getResponseBody().write(content, at, count);
            exchange.getResponseBody().flush();
            if (library) {
                sent.addAndGet(count);
            }
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
