package dev.bunrui.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Proxies as {@code HTTP_PROXY}, {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY} name them, in either case. */
public final class Proxies extends ProxySelector {
    private final Map<String, String> byScheme;
    private final List<String> without;

    private Proxies(Map<String, String> byScheme, List<String> without) {
        this.byScheme = byScheme;
        this.without = without;
    }

    /** The proxies that environment variables name. */
    public static Proxies of(Map<String, String> environment) {
        String all = value(environment, "all_proxy");
        return new Proxies(
                Map.of(
                        "http",
                        or(value(environment, "http_proxy"), all),
                        "https",
                        or(value(environment, "https_proxy"), all)),
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
        String named = byScheme.getOrDefault(String.valueOf(address.getScheme()), "");
        return List.of(
                named.isEmpty() || spared(host) ? Proxy.NO_PROXY : proxy(named).orElse(Proxy.NO_PROXY));
    }

    private boolean spared(String host) {
        return without.stream().anyMatch(name -> {
            String bare = name.startsWith(".") ? name.substring(1) : name;
            return bare.equals("*") || host.equals(bare) || host.endsWith("." + bare);
        });
    }

    private static Optional<Proxy> proxy(String named) {
        URI address = URI.create(named.contains("://") ? named : "http://" + named);
        return Optional.ofNullable(address.getHost())
                .map(host -> new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(host, address.getPort() < 0 ? 80 : address.getPort())));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // Told by whoever asked.
    }
}
