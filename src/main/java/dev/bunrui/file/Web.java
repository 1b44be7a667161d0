package dev.bunrui.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks web servers, and follows where they send on to. What is told to a server in headers of one's own, such as a token,
 * is told to no other.
 */
public final class Web {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final int MOST_REDIRECTS = 10;
    private static final String AGENT = "bunrui/" + ProgramVersion.text();

    /** Longer than this, a server's wish to be left alone is not waited for. */
    private static final long MOST_WAIT_SECONDS = 300;

    /** How the hub says, after {@code t=}, in how many seconds it may be asked again. */
    private static final Pattern RESET = Pattern.compile("\\bt=(\\d{1,6})");

    static {
        // Java does not tell a proxy a name and a password on the way to a server that is spoken to in secret, unless
        // this is set before its client is first used. Whoever puts a password into HTTPS_PROXY wants it told.
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
    }

    private final HttpClient client;
    private final Duration patience;

    /** {@code patience}: how long a server may take to begin its answer. */
    public Web(ProxySelector proxies, Duration patience) {
        // Of HTTP/2 all that goes to one server shares one connection, and several are what is wanted.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
        if (proxies instanceof WithPassword named) {
            builder.authenticator(named.authenticator());
        }
        this.client = builder.build();
        this.patience = patience;
    }

    /** Proxies that want to know who asks. */
    public interface WithPassword {
        /** Tells each proxy its name and password, and no other server anything. */
        Authenticator authenticator();
    }

    /** How long a server may say nothing. */
    Duration patience() {
        return patience;
    }

    /**
     * The answer to a GET, whatever its status below 500 but 429; its body is to be closed.
     *
     * @param headers for the address's own server
     * @param range for every server: what the Range header is to say, if anything
     * @throws BrokenConnection if it is worth another attempt
     */
    public HttpResponse<InputStream> get(URI address, Map<String, String> headers, Optional<String> range)
            throws BrokenConnection {
        URI at = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(at).timeout(patience).header("User-Agent", AGENT);
            if (sameServer(at, address)) {
                headers.forEach(request::header);
            }
            range.ifPresent(value -> request.header("Range", value));
            HttpResponse<InputStream> response = send(request.build());
            Optional<String> onward = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || onward.isEmpty()) {
                return response;
            }
            close(response);
            at = onward(at, onward.get());
        }
        throw new BrokenConnection("HTTP 3xx");
    }

    private static URI onward(URI from, String location) throws BrokenConnection {
        try {
            URI to = from.resolve(location);
            if (to.getHost() != null && ("http".equals(to.getScheme()) || "https".equals(to.getScheme()))) {
                return to;
            }
        } catch (IllegalArgumentException garbled) {
            // As useless as one that leads to no web server.
        }
        throw new BrokenConnection("Location: " + location);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws BrokenConnection {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            int status = response.statusCode();
            if (status >= 500 || status == 429) {
                close(response);
                throw new BrokenConnection("HTTP " + status, wanted(response));
            }
            return response;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BrokenConnection(stopped.toString());
        } catch (IOException broken) {
            throw new BrokenConnection(broken);
        }
    }

    /** Seconds of a Retry-After or RateLimit header; a date is left to one's own waiting. */
    private static Optional<Duration> wanted(HttpResponse<?> response) {
        Optional<String> reset = response.headers()
                .firstValue("RateLimit")
                .map(RESET::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .or(() -> reset)
                .map(value -> Duration.ofSeconds(Math.min(MOST_WAIT_SECONDS, Long.parseLong(value))));
    }

    private static boolean sameServer(URI one, URI other) {
        return String.valueOf(one.getScheme()).equals(other.getScheme())
                && String.valueOf(one.getAuthority()).equals(other.getAuthority());
    }

    /** Gives up what is left of an answer. */
    public static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException gone) {
            // Nothing more is wanted of it.
        }
    }
}
