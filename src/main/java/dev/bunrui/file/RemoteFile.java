package dev.bunrui.file;

import java.net.URI;

/**
 * A file on a server whose content is known beforehand.
 *
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
public record RemoteFile(URI address, long size, String sha256) {}
