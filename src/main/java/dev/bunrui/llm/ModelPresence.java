package dev.bunrui.llm;

import dev.bunrui.hub.HubCache;
import dev.bunrui.hub.HubModel;
import dev.bunrui.message.RequestException;

/**
 * How much of a model of the catalogue or the hub is on this machine.
 *
 * @param bytes on the disk; 0 for one that comes with the program
 * @param all bytes that a model takes which is here partly, if its download was begun here; else 0
 */
public record ModelPresence(State state, long bytes, long all) {
    /** Whether a model can be used now. */
    public enum State {
        /** It comes with the program. */
        EMBEDDED,
        /** All its files are there. */
        PRESENT,
        /** Some are, or something of them; a download goes on from there. */
        PARTLY,
        ABSENT
    }

    /** Looks at the files' names and sizes, never into them. */
    public static ModelPresence of(ModelLocator models, HubCache cache, CatalogueEntry entry) {
        return entry.embedded() ? new ModelPresence(State.EMBEDDED, 0, 0) : of(models, cache, entry.id());
    }

    /** As {@link #of(ModelLocator, HubCache, CatalogueEntry)}, for any id of the hub. */
    public static ModelPresence of(ModelLocator models, HubCache cache, String id) {
        long bytes = cache.bytes(id);
        if (bytes == 0) {
            return new ModelPresence(State.ABSENT, 0, 0);
        }
        try {
            models.locate(id);
            return new ModelPresence(State.PRESENT, bytes, 0);
        } catch (RequestException incomplete) {
            return new ModelPresence(
                    State.PARTLY,
                    bytes,
                    HubModel.parse(id)
                            .flatMap(cache::fetched)
                            .map(HubCache.Fetched::all)
                            .orElse(0L));
        }
    }
}
