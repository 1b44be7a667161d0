package dev.bunrui.experiment;

import dev.bunrui.file.Abreast;
import dev.bunrui.file.FileStamp;
import dev.bunrui.message.RequestException;
import dev.bunrui.torch.WeightFormat;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How fast earlier runs were. */
public final class MeasuredSpeed {
    private static final int RUNS = 30;

    /** Some more, since what was copied was written later than it was begun. */
    private static final int LOOKED_AT = 10 * RUNS;

    private MeasuredSpeed() {}

    /**
     * Tokens a second in training of the latest run of the same model on the same device in the same precision, its
     * weights kept the same, among the last {@value #RUNS}; empty if there is none. Runs that cannot be read are passed over.
     *
     * @param device as the manifest has it
     * @param precision as the manifest has it
     */
    public static OptionalDouble of(Path runs, String model, String device, String precision, WeightFormat weights) {
        for (RunFolder folder : latest(runs)) {
            try {
                if (folder.begun() && like(RunManifest.read(folder.manifest()), model, device, precision, weights)) {
                    Pace pace = new Pace();
                    new EventTail(folder)
                            .read()
                            .events()
                            .forEach(logged ->
                                    pace.hear(logged.event(), logged.time().toEpochMilli() / 1e3));
                    if (pace.tokensPerSecond() > 0) {
                        return OptionalDouble.of(pace.tokensPerSecond());
                    }
                }
            } catch (RequestException garbled) {
                // Told where the runs are shown.
            }
        }
        return OptionalDouble.empty();
    }

    /** Only of those whose manifests were written last is read when they were begun: there may be thousands. */
    private static List<RunFolder> latest(Path runs) {
        List<RunFolder> folders = RunSummary.folders(runs);
        List<FileStamp> written = new Abreast().of(folders, folder -> FileStamp.of(folder.manifest()));
        List<RunFolder> last = IntStream.range(0, folders.size())
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer place) -> -written.get(place).changed()))
                .limit(LOOKED_AT)
                .map(folders::get)
                .toList();
        return RunSummary.latestFirst(last).stream().limit(RUNS).toList();
    }

    private static boolean like(
            RunManifest manifest, String model, String device, String precision, WeightFormat weights) {
        return manifest.settings().model().equals(model)
                && manifest.device().equals(device)
                && manifest.precision().equals(precision)
                && manifest.settings().weights() == weights;
    }
}
