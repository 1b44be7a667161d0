package dev.bunrui.file;

import java.net.URI;
import java.util.Map;

/**
 * A file on a server whose content is known beforehand.
 *
 * @param size in bytes
 * @param headers what the address's own server is told; a server that it sends on to is not
 */
public record RemoteFile(URI address, long size, ContentCheck check, Map<String, String> headers) {
    public RemoteFile {
        headers = Map.copyOf(headers);
    }

    /** Without headers; {@code sha256} in lower-case hexadecimal digits. */
    public RemoteFile(URI address, long size, String sha256) {
        this(address, size, ContentHash.sha256(sha256), Map.of());
    }
}
