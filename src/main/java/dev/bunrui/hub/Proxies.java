package dev.bunrui.hub;

import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Proxies as {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name them, in either case. */
public final class Proxies extends ProxySelector {
    private final Map<String, Proxy> byScheme;
    private final List<String> without;

    private Proxies(Map<String, Proxy> byScheme, List<String> without) {
        this.byScheme = byScheme;
        this.without = without;
    }

    /**
     * The proxies that environment variables name.
     *
     * @throws RequestException if one is no address
     */
    public static Proxies of(Map<String, String> environment) {
        String all = value(environment, "all_proxy");
        Map<String, Proxy> byScheme = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            String named = or(value(environment, scheme + "_proxy"), all);
            if (!named.isEmpty()) {
                byScheme.put(scheme, proxy(named));
            }
        }
        return new Proxies(
                byScheme,
                Stream.of(value(environment, "no_proxy").split(","))
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .filter(host -> !host.isEmpty())
                        .toList());
    }

    private static String value(Map<String, String> environment, String name) {
        return or(environment.getOrDefault(name, ""), environment.getOrDefault(name.toUpperCase(Locale.ROOT), ""));
    }

    private static String or(String one, String other) {
        return one.isBlank() ? other.strip() : one.strip();
    }

    @Override
    public List<Proxy> select(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return List.of(
                spared(host)
                        ? Proxy.NO_PROXY
                        : byScheme.getOrDefault(String.valueOf(address.getScheme()), Proxy.NO_PROXY));
    }

    private boolean spared(String host) {
        return without.stream().anyMatch(name -> {
            String bare = name.startsWith(".") ? name.substring(1) : name;
            return bare.equals("*") || host.equals(bare) || host.endsWith("." + bare);
        });
    }

    private static Proxy proxy(String named) {
        try {
            URI address = new URI(named.contains("://") ? named : "http://" + named);
            if (address.getHost() != null) {
                int port = address.getPort() < 0 ? 80 : address.getPort();
                return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port));
            }
        } catch (URISyntaxException | IllegalArgumentException noAddress) {
            // Told below.
        }
        throw new RequestException(Proxies.class, "hub.proxy", named);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // Told by whoever asked.
    }
}
