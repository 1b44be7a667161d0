package dev.bunrui.file;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on this machine that gives one file out, well or badly. */
public final class LoopbackServer implements AutoCloseable {
    /** How one request is answered. */
    public interface Behaviour {
        void answer(HttpExchange exchange, byte[] content) throws IOException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Request number n gets behaviour n; further ones get the last. */
    public LoopbackServer(byte[] content, Behaviour... behaviours) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/file", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            try (exchange) {
                behaviours[Math.min(ranges.size(), behaviours.length) - 1].answer(exchange, content);
            }
        });
        server.start();
    }

    public URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/file");
    }

    /** The Range headers that came, in order; empty where a request had none. */
    public List<String> ranges() {
        return ranges;
    }

    /** What is asked for, a range as well as the whole. */
    public static void well(HttpExchange exchange, byte[] content) throws IOException {
        send(exchange, content, content.length);
    }

    /** A server that knows no ranges. */
    public static void allAgain(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    /** The connection breaks after so many bytes of the answer. */
    public static Behaviour breaking(int after) {
        return (exchange, content) -> send(exchange, content, after);
    }

    public static Behaviour status(int status) {
        return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
    }

    private static void send(HttpExchange exchange, byte[] content, int most) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
        OutputStream out = exchange.getResponseBody();
        out.write(content, from, Math.min(most, content.length - from));
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
