package dev.bunrui.hub;

import dev.bunrui.file.ContentHash;

/**
 * A file of a repository.
 *
 * @param path within the repository, parts parted by slashes
 * @param size in bytes
 * @param hash of its content; also its name among the cache's blobs
 */
public record HubFile(String path, long size, ContentHash hash) {}
