package dev.bunrui.corpus;

import dev.bunrui.file.RemoteFile;
import java.net.URI;
import java.nio.file.Path;

/**
 * The livedoor news corpus of 2014 as its makers pack it: 7,367 articles in nine categories. It may be passed on whole and
 * unchanged only, so it does not come with the program; each user fetches it.
 */
public final class LivedoorCorpus {
    /** Where its makers describe it. */
    public static final String PAGE = "https://www.rondhuit.com/download.html";

    /** The articles' licence. */
    public static final String LICENCE = "CC BY-ND 2.1 JP (http://creativecommons.org/licenses/by-nd/2.1/jp/)";

    /** The archive on its makers' server. */
    public static final RemoteFile ARCHIVE = new RemoteFile(
            URI.create("https://www.rondhuit.com/download/ldcc-20140209.tar.gz"),
            8_843_101,
            "18ee9ddc49761eeb5492d814192688405586bdc916253a15af10aa0df748341a");

    private LivedoorCorpus() {}

    /** Where the archive lies once it is fetched, in the folder for such data sets. */
    public static Path in(Path fetched) {
        return fetched.resolve("ldcc-20140209.tar.gz");
    }
}
