package dev.bunrui.experiment.analysis;

import dev.bunrui.experiment.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Predictions as a run keeps them, of three classes, to say whatever a test wants. */
public final class Answers {
    private Answers() {}

    /** Lets a run say something of articles, the surer the greater the logit of the class said. */
    public static RunFolder write(RunFolder run, List<String> ids, int[] gold, int[] said, double[] logits)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < gold.length; i++) {
            double[] each = new double[3];
            each[said[i]] = logits[i];
            lines.append("{\"id\":\"%s\",\"gold\":\"class-%d\",\"logits\":[%s,%s,%s]}%n"
                    .formatted(ids.get(i), gold[i], each[0], each[1], each[2]));
        }
        Files.createDirectories(run.predictions("test").getParent());
        Files.writeString(run.predictions("test"), lines);
        return run;
    }
}
