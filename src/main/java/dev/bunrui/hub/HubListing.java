package dev.bunrui.hub;

import java.util.List;

/**
 * What a repository holds at a revision.
 *
 * @param commit that the revision stands for, as hexadecimal digits
 */
public record HubListing(HubModel model, String commit, List<HubFile> files) {
    public HubListing {
        files = List.copyOf(files);
    }
}
