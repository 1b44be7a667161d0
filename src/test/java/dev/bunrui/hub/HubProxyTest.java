package dev.bunrui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.file.Web;
import dev.bunrui.message.FailureException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that want to know who asks, on the way to a hub. */
class HubProxyTest {
    private static final byte[] WEIGHTS = {1, 2, 3};
    private static final HubModel MODEL = new HubModel(HubServer.ID, HubModel.MAIN);

    @TempDir
    Path cache;

    private HubServer server;

    @BeforeEach
    void open() throws IOException {
        server = new HubServer(Map.of("model.safetensors", WEIGHTS));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProxyIsGoneThroughAndToldItsPassword() throws IOException {
        server.mischief((exchange, number) -> {
            if ("Basic dGFybzpzZWNyZXQ=".equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
                return false;
            }
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"office\"");
            exchange.sendResponseHeaders(407, -1);
            return true;
        });
        // The server plays the proxy: no machine has the hub's name.
        HubSettings settings = HubSettings.of(
                Map.of(
                        "HF_HUB_CACHE",
                        cache.toString(),
                        "HF_ENDPOINT",
                        "http://hub.invalid",
                        "http_proxy",
                        "http://taro:secret@127.0.0.1:" + server.port()),
                cache);
        HubDownload download = new HubDownload(settings);
        assertThat(download.run(download.plan(MODEL, all -> all), (file, done, all) -> {}, () -> false))
                .isTrue();
        assertThat(new HubCache(cache).snapshot(MODEL).orElseThrow().resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS);
        assertThat(server.requests()).allMatch(request -> request.contains("hub.invalid"));
    }

    @Test
    void aProxyOnTheWayToASecretServerIsToldItsPasswordToo() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<String> heard = new CopyOnWriteArrayList<>();
            Thread office = new Thread(() -> connectionsOf(proxy, heard));
            office.start();
            HubSettings settings = HubSettings.of(
                    Map.of(
                            "HF_ENDPOINT",
                            "https://hub.invalid",
                            "https_proxy",
                            "taro:secret@127.0.0.1:" + proxy.getLocalPort()),
                    cache);
            HubApi api = new HubApi(settings, new Web(settings.proxies(), Duration.ofSeconds(20)), Duration.ZERO);
            assertThatThrownBy(() -> api.listing(MODEL, () -> false)).isInstanceOf(FailureException.class);
            assertThat(heard)
                    .contains("CONNECT hub.invalid:443 HTTP/1.1", "proxy-authorization: basic dgfybzpzzwnyzxq=");
        }
    }

    /** A proxy that wants a password and then reaches nobody. */
    private static void connectionsOf(ServerSocket proxy, List<String> heard) {
        try {
            while (true) {
                try (Socket client = proxy.accept()) {
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
                    String first = in.readLine();
                    heard.add(String.valueOf(first));
                    String answer = "407 Who\r\nProxy-Authenticate: Basic realm=\"office\"";
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        heard.add(line.toLowerCase(Locale.ROOT));
                        answer =
                                line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization") ? "502 Nobody" : answer;
                    }
                    client.getOutputStream()
                            .write(("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
                    client.getOutputStream().flush();
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
