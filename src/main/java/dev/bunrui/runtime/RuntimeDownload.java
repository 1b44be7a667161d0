package dev.bunrui.runtime;

import dev.bunrui.file.AtomicFile;
import dev.bunrui.file.Download;
import dev.bunrui.file.FileTree;
import dev.bunrui.file.Turns;
import dev.bunrui.file.Web;
import dev.bunrui.message.FailureException;
import dev.bunrui.message.Figures;
import dev.bunrui.message.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Fetches DJL's CUDA build into DJL's own cache. Its files are gathered in a folder beside, each unpacked as soon as it is
 * there and checked; what was stopped, or killed, goes on where it was. When all are there the folder gets the name by which
 * DJL finds it: before that, nobody sees anything of it.
 */
public final class RuntimeDownload {
    /** A disk that is filled to the last byte helps nobody. */
    private static final long SPARE = 256L << 20;

    private static final int PIECE = 1 << 20;
    private static final String ASIDE = ".fetching";
    private static final String PACKED = ".gz";
    private static final String PART = ".part";

    private final RuntimeSettings settings;
    private final RuntimeServer server;
    private final Download download;

    /** Hears how it goes. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called now and then.
         *
         * @param library that is being fetched
         * @param done bytes of all files that are there, as they come over the network
         * @param all bytes of all files
         */
        void at(String library, long done, long all);
    }

    public RuntimeDownload(RuntimeSettings settings) {
        this(
                settings,
                new RuntimeServer(settings, new Web(settings.proxies(), Duration.ofMinutes(1)), Duration.ofSeconds(1)),
                new Download(settings.proxies()));
    }

    RuntimeDownload(RuntimeSettings settings, RuntimeServer server, Download download) {
        this.settings = settings;
        this.server = server;
        this.download = download;
    }

    /**
     * What a build consists of.
     *
     * @return empty if it was asked to stop
     * @throws FailureException if the server does not tell, or has no such build
     */
    public Optional<RuntimePlan> plan(CudaBuild build, BooleanSupplier stop) {
        return server.plan(build, stop);
    }

    /** How many bytes of a plan are still to come over the network. */
    public long missing(RuntimePlan plan) {
        Path aside = aside(plan.build());
        return there(plan.build())
                ? 0
                : plan.files().stream()
                        .mapToLong(file -> file.size() - fetched(aside, file))
                        .sum();
    }

    /** How much room the rest of a plan wants on the disk, in bytes. */
    public long room(RuntimePlan plan) {
        Path aside = aside(plan.build());
        List<RuntimeFile> left = plan.files().stream()
                .filter(file -> !Files.isRegularFile(aside.resolve(file.name())))
                .toList();
        long packed = left.stream().mapToLong(RuntimeFile::size).max().orElse(0);
        return there(plan.build())
                ? 0
                : left.stream().mapToLong(RuntimeFile::room).sum() + packed;
    }

    /** Free room on the disk of the cache, in bytes. */
    public long free(RuntimePlan plan) {
        Path folder = aside(plan.build()).resolveSibling("");
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unwritable) {
            throw AtomicFile.refusal(folder, unwritable);
        }
    }

    /** Whether the build is here. */
    public boolean there(CudaBuild build) {
        return Files.isRegularFile(folder(build).resolve(build.library("torch")));
    }

    /** Whether something of the build was fetched, and not all. */
    public boolean begun(CudaBuild build) {
        return Files.isDirectory(aside(build));
    }

    /** Where the build is, or will be. */
    public Path folder(CudaBuild build) {
        return settings.cache().folder(build);
    }

    /**
     * Fetches a plan's files.
     *
     * @param stop asked now and then whether to stop; what came is kept for the next time
     * @return whether all is there now: false if it was asked to stop
     * @throws FailureException if the disk has no room, or the server does not give a file, or gives a damaged one
     * @throws RequestException if the cache cannot be written
     */
    public boolean run(RuntimePlan plan, Progress progress, BooleanSupplier stop) {
        settings.check();
        CudaBuild build = plan.build();
        Path aside = aside(build);
        try {
            return Turns.take(
                            aside.resolveSibling(aside.getFileName() + ".lock"),
                            () -> there(build) || fetch(plan, progress, stop),
                            stop)
                    .orElse(false);
        } catch (IOException unwritable) {
            throw told(AtomicFile.refusal(aside, unwritable), aside);
        } catch (RequestException refused) {
            throw told(refused, aside);
        }
    }

    private boolean fetch(RuntimePlan plan, Progress progress, BooleanSupplier stop) throws IOException {
        Path aside = aside(plan.build());
        long room = room(plan) + SPARE;
        long free = free(plan);
        if (room > free) {
            throw RuntimeServer.failure(
                    "fetch.room", aside.resolveSibling(""), Figures.bytes(room), Figures.bytes(free));
        }
        Files.createDirectories(aside);
        long before = 0;
        for (RuntimeFile file : plan.files()) {
            long begun = before;
            if (stop.getAsBoolean()
                    || !library(file, aside, done -> progress.at(file.name(), begun + done, plan.bytes()), stop)) {
                return false;
            }
            before += file.size();
            progress.at(file.name(), before, plan.bytes());
        }
        inPlace(plan.build(), aside);
        return true;
    }

    private boolean library(RuntimeFile file, Path aside, LongConsumer done, BooleanSupplier stop) throws IOException {
        Path library = aside.resolve(file.name());
        if (Files.isRegularFile(library)) {
            return true;
        }
        Path packed = aside.resolve(file.name() + PACKED);
        if (!fetched(file, packed, done, stop)) {
            return false;
        }
        Path part = aside.resolve(file.name() + PART);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), PIECE);
                OutputStream out = Files.newOutputStream(part)) {
            byte[] piece = new byte[PIECE];
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                if (stop.getAsBoolean()) {
                    return false;
                }
                out.write(piece, 0, got);
            }
        } catch (IOException failure) {
            Files.deleteIfExists(part); // where the disk is full, it is wanted back
            throw failure;
        }
        Files.move(part, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(packed);
        return true;
    }

    private boolean fetched(RuntimeFile file, Path packed, LongConsumer done, BooleanSupplier stop) throws IOException {
        try {
            return download.fetch(
                    server.remote(file),
                    packed,
                    packed.resolveSibling(file.name() + ".lock"),
                    (remote, status, headers) -> server.refused(status),
                    done,
                    stop);
        } catch (FailureException failure) {
            if (failure.key().equals("download.other")) {
                Files.deleteIfExists(packed.resolveSibling(packed.getFileName() + ".wrong")); // it may be gigabytes
                throw RuntimeServer.failure("fetch.damaged", settings.mirror(), file.name(), RuntimeSettings.MIRROR);
            }
            throw failure;
        }
    }

    /** Gives the folder its name, without what was only for the way. */
    private void inPlace(CudaBuild build, Path aside) throws IOException {
        try (Stream<Path> files = Files.list(aside)) {
            for (Path rest : files.filter(file ->
                            file.toString().endsWith(".lock") || file.toString().endsWith(PART))
                    .toList()) {
                Files.delete(rest);
            }
        }
        Path folder = folder(build);
        if (Files.exists(folder)) {
            // Without PyTorch itself: DJL has put its own library there, for a build of another folder, and will again.
            FileTree.delete(folder);
        }
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static long fetched(Path aside, RuntimeFile file) {
        try {
            return Files.isRegularFile(aside.resolve(file.name()))
                    ? file.size()
                    : Math.min(file.size(), Download.there(aside.resolve(file.name() + PACKED)));
        } catch (IOException unreadable) {
            return 0;
        }
    }

    Path aside(CudaBuild build) {
        return folder(build).resolveSibling(build.folder() + ASIDE);
    }

    /**
     * Deletes a build, and what was fetched of one.
     *
     * @return how many bytes are free again; 0 if there was nothing
     */
    public long remove(CudaBuild build) {
        long freed = 0;
        for (Path folder : List.of(folder(build), aside(build))) {
            if (Files.isDirectory(folder)) {
                try {
                    freed += FileTree.bytes(folder);
                    FileTree.delete(folder);
                } catch (IOException stays) {
                    throw AtomicFile.refusal(folder, stays);
                }
            }
        }
        return freed;
    }

    /** How many bytes a build, and what was fetched of one, take on the disk. */
    public long bytes(CudaBuild build) {
        try {
            return FileTree.bytes(folder(build)) + FileTree.bytes(aside(build));
        } catch (IOException unreadable) {
            throw AtomicFile.refusal(folder(build), unreadable);
        }
    }

    /** The way out of a full disk is another one here. */
    private static RuntimeException told(RequestException refused, Path aside) {
        if (!refused.key().equals("full")) {
            return refused;
        }
        FailureException full = RuntimeServer.failure("fetch.full", aside.resolveSibling(""));
        full.initCause(refused);
        return full;
    }
}
