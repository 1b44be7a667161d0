package dev.bunrui.app.wizard.draft;

import dev.bunrui.corpus.Article;
import dev.bunrui.corpus.Columns;
import dev.bunrui.corpus.DataReader;
import dev.bunrui.corpus.DataSet;
import dev.bunrui.corpus.DataStamp;
import dev.bunrui.corpus.Inspection;
import dev.bunrui.corpus.SplitPlan;
import dev.bunrui.corpus.Splitter;
import java.nio.file.Path;
import java.util.List;

/**
 * Articles that were read.
 *
 * @param path where they were read from
 * @param articles of all parts
 * @param characters of all titles and bodies
 * @param stamp of what was read, taken before it was
 */
public record LoadedData(
        Path path, DataSet data, List<Article> articles, Inspection inspection, long characters, DataStamp stamp) {
    static LoadedData read(Path path, Columns columns) {
        DataStamp stamp = DataStamp.of(path);
        DataSet data = DataReader.read(path, columns);
        Splitter.split(data.parts(), SplitPlan.STANDARD); // what has too little to split is not to fail in the queue
        List<Article> articles = data.parts().all();
        long characters = articles.stream()
                .mapToLong(article -> article.title().length() + article.body().length())
                .sum();
        return new LoadedData(path, data, articles, Inspection.of(data), characters, stamp);
    }
}
