package dev.bunrui.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bunrui.file.BrokenConnection;
import dev.bunrui.file.ContentHash;
import dev.bunrui.file.Download;
import dev.bunrui.file.RemoteFile;
import dev.bunrui.file.Web;
import dev.bunrui.message.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the hub what a repository holds.
 *
 * @see <a href="https://huggingface.co/docs/hub/api">the hub's API</a>
 */
public final class HubApi {
    private static final int MOST_BYTES = 32 << 20;
    private static final int ATTEMPTS = 5;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubSettings settings;
    private final Web web;
    private final Duration pause;

    public HubApi(HubSettings settings) {
        this(settings, new Web(settings.proxies(), Duration.ofMinutes(1)), Duration.ofSeconds(1));
    }

    HubApi(HubSettings settings, Web web, Duration pause) {
        this.settings = settings;
        this.web = web;
        this.pause = pause;
    }

    /**
     * The files of a repository with their sizes and hashes.
     *
     * @param stop asked whether to give up, while a server that is busy is waited for
     * @return empty if it was asked to stop
     * @throws FailureException if the hub does not tell; the sentence says why, and what to do
     */
    public Optional<HubListing> listing(HubModel model, BooleanSupplier stop) {
        settings.check(model);
        URI address = URI.create(settings.endpoint() + "/api/models/" + encoded(model.id()) + "/revision/"
                + URLEncoder.encode(model.revision(), StandardCharsets.UTF_8) + "?blobs=true");
        return ask(model, address, stop).map(answer -> listing(model, answer));
    }

    private HubListing listing(HubModel model, JsonNode answer) {
        List<HubFile> files = new ArrayList<>();
        for (JsonNode file : answer.path("siblings")) {
            file(file).ifPresent(files::add);
        }
        String commit = answer.path("sha").asText();
        if (!commit.matches("[0-9a-f]{40}") || files.isEmpty()) {
            throw failure("hub.answer", settings.endpoint(), model);
        }
        return new HubListing(model, commit, files);
    }

    private static Optional<HubFile> file(JsonNode file) {
        String path = file.path("rfilename").asText();
        JsonNode large = file.path("lfs");
        String hash = large.isObject()
                ? large.path("sha256").asText()
                : file.path("blobId").asText();
        JsonNode size = large.isObject() ? large.path("size") : file.path("size");
        // A path that leads out of the snapshot, or a hash that is none, is no file of a repository.
        boolean sound = hash.matches("[0-9a-f]{40}|[0-9a-f]{64}")
                && size.canConvertToLong()
                && size.asLong() >= 0
                && !path.isEmpty()
                && !path.contains("\\")
                && !path.contains(":")
                && Stream.of(path.split("/", -1)).noneMatch(part -> part.isEmpty() || part.matches("\\.{1,2}"));
        return sound ? Optional.of(new HubFile(path, size.asLong(), ContentHash.ofLength(hash))) : Optional.empty();
    }

    /** Where a file of a listing is fetched from. */
    RemoteFile remote(HubListing listing, HubFile file) {
        return new RemoteFile(
                URI.create(settings.endpoint() + "/" + encoded(listing.model().id()) + "/resolve/" + listing.commit()
                        + "/" + encoded(file.path())),
                file.size(),
                file.hash(),
                settings.headers());
    }

    private static String encoded(String path) {
        return Stream.of(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private Optional<JsonNode> ask(HubModel model, URI address, BooleanSupplier stop) {
        Duration wait = pause;
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(answer(model, web.get(address, settings.headers(), Optional.empty())));
            } catch (BrokenConnection broken) {
                if (attempt == ATTEMPTS) {
                    throw failure("hub.broken", settings.endpoint(), broken.reason());
                }
                if (!Download.pause(broken.patience().orElse(wait), stop)) {
                    return Optional.empty();
                }
            }
            wait = wait.multipliedBy(2);
        }
    }

    private JsonNode answer(HubModel model, HttpResponse<InputStream> response) throws BrokenConnection {
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw refusal(model, response.statusCode(), response.headers());
            }
            return JSON.readTree(body.readNBytes(MOST_BYTES));
        } catch (JsonProcessingException garbled) {
            throw failure("hub.answer", settings.endpoint(), model);
        } catch (IOException broken) {
            throw new BrokenConnection(broken);
        }
    }

    /**
     * Why the hub gives out a listing or a file not. Of a model that is given out under terms it tells everybody what
     * there is, and refuses the files.
     */
    FailureException refusal(HubModel model, int status, HttpHeaders headers) {
        String code = headers.firstValue("X-Error-Code").orElse("");
        String page = settings.endpoint() + "/" + model.id();
        return switch (status) {
            case 401, 403 -> {
                if (code.equals("GatedRepo")) {
                    yield failure("hub.gated", model, page);
                } else if (headers.firstValue("X-Error-Message").orElse("").startsWith("Invalid credentials")) {
                    yield failure("hub.unknown-token", settings.endpoint());
                }
                // The hub does not tell those without a right to know whether there is such a repository.
                yield settings.token().isPresent()
                        ? failure("hub.forbidden", model, page)
                        : failure("hub.private", model);
            }
            case 404 ->
                failure(code.equals("RevisionNotFound") ? "hub.revision" : "hub.absent", model, settings.endpoint());
            default -> failure("hub.status", settings.endpoint(), String.valueOf(status), model);
        };
    }

    static FailureException failure(String key, Object... arguments) {
        return new FailureException(HubApi.class, key, arguments);
    }
}
