package dev.bunrui.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bunrui.message.FailureException;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    void whatCannotBeIsNamedInASentenceAndTheTokenIsNotShown() {
        for (String endpoint : List.of("huggingface.co", "http:// x", "ftp://hub.example", "https://")) {
            assertThatThrownBy(() -> of("HF_ENDPOINT", endpoint))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContainingAll("HF_ENDPOINT", endpoint);
        }
        assertThatThrownBy(() -> of("HTTPS_PROXY", "http://a b"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("HTTPS_PROXY");
        assertThatThrownBy(() -> of("HF_TOKEN", "hf_秘密\nX-Other: 1"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("HF_TOKEN")
                .hasMessageNotContaining("秘密");
    }

    @Test
    void offlineNothingIsAskedFor() {
        HubSettings settings = of("HF_HUB_OFFLINE", "1", "HF_ENDPOINT", "http://127.0.0.1:1");
        assertThat(settings.offline()).isTrue();
        assertThat(of("HF_HUB_OFFLINE", "0").offline()).isFalse();
        assertThatThrownBy(() -> new HubApi(settings).listing(new HubModel("a/b", "main")))
                .isInstanceOf(FailureException.class)
                .hasMessageContainingAll("HF_HUB_OFFLINE", "a/b");
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
