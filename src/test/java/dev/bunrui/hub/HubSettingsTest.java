package dev.bunrui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.net.Authenticator.RequestorType;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {
    @TempDir
    Path user;

    private HubSettings of(String... environment) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            map.put(environment[i], environment[i + 1]);
        }
        return HubSettings.of(map, user);
    }

    @Test
    void theCacheIsWhereTheHubsOwnLibraryHasIt() {
        assertThat(of().cache()).isEqualTo(user.resolve(".cache/huggingface/hub"));
        assertThat(of("XDG_CACHE_HOME", "/x").cache()).isEqualTo(Path.of("/x/huggingface/hub"));
        assertThat(of("HF_HOME", "/h", "XDG_CACHE_HOME", "/x").cache()).isEqualTo(Path.of("/h/hub"));
        assertThat(of("HF_HOME", "~/h").cache()).isEqualTo(user.resolve("h/hub"));
        assertThat(of("HF_HOME", "/h", "HF_HUB_CACHE", "/c").cache()).isEqualTo(Path.of("/c"));
        assertThat(of("HUGGINGFACE_HUB_CACHE", "/old").cache()).isEqualTo(Path.of("/old"));
    }

    @Test
    void theTokenIsTheVariablesOrTheFiles() throws IOException {
        assertThat(of().token()).isEmpty();
        Files.createDirectories(user.resolve(".cache/huggingface"));
        Files.writeString(user.resolve(".cache/huggingface/token"), "from-file\n");
        assertThat(of().token()).contains("from-file");
        assertThat(of("HF_TOKEN", " named ").token()).contains("named");
        Path other = Files.writeString(user.resolve("token"), "other");
        assertThat(of("HF_TOKEN_PATH", other.toString()).token()).contains("other");
    }

    @Test
    void anotherEndpointAndProxiesAreTaken() {
        assertThat(of("HF_ENDPOINT", "https://mirror.example/").endpoint())
                .isEqualTo(URI.create("https://mirror.example"));
        Proxies proxies = of("HTTPS_PROXY", "http://proxy.example:3128", "no_proxy", "localhost,.inner.example")
                .proxies();
        assertThat(proxies.select(URI.create("https://hub.example/a")))
                .containsExactly(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128)));
        assertThat(proxies.select(URI.create("http://hub.example/a"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("https://a.inner.example/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("https://localhost/"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void offlineNothingIsAskedFor() {
        HubSettings settings = of("HF_HUB_OFFLINE", "1", "HF_ENDPOINT", "http://127.0.0.1:1");
        assertThat(settings.offline()).isTrue();
        assertThat(of("HF_HUB_OFFLINE", "0").offline()).isFalse();
        assertThatThrownBy(() -> new HubApi(settings).listing(new HubModel("a/b", "main"), () -> false))
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("HF_HUB_OFFLINE", "a/b");
    }

    @ParameterizedTest
    @CsvSource({
        "HF_ENDPOINT, mirror.example, HF_ENDPOINT",
        "HF_ENDPOINT, not an address, HF_ENDPOINT",
        "HF_ENDPOINT, ftp://mirror.example, HF_ENDPOINT",
        "HF_TOKEN, ｈｆ＿ａｂｃ, HF_TOKEN",
        "https_proxy, socks5://127.0.0.1:1080, HTTPS_PROXY",
        "HTTPS_PROXY, http://127.0.0.1:99999, HTTPS_PROXY",
        "ALL_PROXY, http://, ALL_PROXY",
    })
    void aVariableThatCannotBeMeantIsNamedWhenTheHubIsAskedAndNotBefore(String name, String value, String named) {
        HubSettings settings = of(name, value);
        assertThat(settings.cache()).isEqualTo(user.resolve(".cache/huggingface/hub"));
        assertThatThrownBy(() -> new HubApi(settings).listing(new HubModel("a/b", "main"), () -> false))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(named);
    }

    @Test
    void aProxyMayHaveAPasswordAndAServerAPort() {
        Proxies proxies = of(
                        "HTTPS_PROXY", "http://taro:p@ss%20word/#1@proxy.example:3128", "NO_PROXY", "a.example:8443")
                .proxies();
        assertThat(proxies.select(URI.create("https://a.example/")))
                .containsExactly(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 3128)));
        assertThat(proxies.select(URI.create("https://a.example:8443/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(password(proxies, "proxy.example", 3128, RequestorType.PROXY))
                .isEqualTo("taro p@ss word/#1");
        assertThat(password(proxies, "proxy.example", 3128, RequestorType.SERVER))
                .isNull();
        assertThat(password(proxies, "other.example", 3128, RequestorType.PROXY))
                .isNull();
    }

    private static @Nullable String password(Proxies proxies, String host, int port, RequestorType who) {
        PasswordAuthentication told = proxies.authenticator()
                .requestPasswordAuthenticationInstance(host, null, port, "http", "realm", "basic", null, who);
        return told == null ? null : told.getUserName() + " " + new String(told.getPassword());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../b", "a/b/c", "a//b", "/a", "a b", "a/b@../c", "", "a--b/c"})
    void whatCanBeNoIdIsRefused(String text) {
        assertThat(HubModel.parse(text)).isEmpty();
    }

    @Test
    void anIdMayNameARevision() {
        assertThat(HubModel.of("rinna/japanese-gpt-neox-3.6b@v1.0"))
                .isEqualTo(new HubModel("rinna/japanese-gpt-neox-3.6b", "v1.0"));
        assertThat(HubModel.of("gpt2").toString()).isEqualTo("gpt2");
    }
}
