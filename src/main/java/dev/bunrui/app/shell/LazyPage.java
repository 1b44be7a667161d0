package dev.bunrui.app.shell;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A page that is made when it is first wanted: the window should not wait for those that nobody looks at yet. */
public final class LazyPage<P extends Page> {
    private final Supplier<P> maker;
    private @Nullable P page;

    public LazyPage(Supplier<P> maker) {
        this.maker = maker;
    }

    /** The page, made now if it was not. */
    public P get() {
        P known = page;
        if (known == null) {
            known = maker.get();
            page = known;
        }
        return known;
    }

    /** The page, if it was made. */
    Optional<P> made() {
        return Optional.ofNullable(page);
    }
}
