package dev.bunrui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bunrui.file.LoopbackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDownloadTest {
    @TempDir
    Path home;

    private CommandRun download(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "data";
        arguments[1] = "download";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CommandRun.of(home, arguments);
    }

    @Test
    void anythingButTheRealCorpusIsRefused() throws Exception {
        try (LoopbackServer server = new LoopbackServer(new byte[8_843_101], LoopbackServer::well)) {
            CommandRun run = download("livedoor", "--from", server.address().toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("CC BY-ND 2.1 JP", server.address().toString(), "SHA-256");
            assertThat(home.resolve("data/ldcc-20140209.tar.gz")).doesNotExist();
        }
    }

    @Test
    void wrongRequestsAreOneSentence() {
        assertThat(download("news20").code()).isEqualTo(2);
        assertThat(download("news20").err()).contains("news20", "livedoor");
        for (String address : new String[] {"ftp://host/file", "file:///etc/passwd", "x"}) {
            CommandRun run = download("livedoor", "--from", address);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).contains(address, "--from");
        }
    }

    @Test
    void theRealCorpusIsFetchedOnceToWhereItIsKnownByName() throws Exception {
        Path corpus = Path.of("../shared/data/ldcc-20140209.tar.gz");
        assumeTrue(Files.exists(corpus), "the livedoor corpus is not on this machine");
        try (LoopbackServer server = new LoopbackServer(Files.readAllBytes(corpus), LoopbackServer::well)) {
            CommandRun run = download("livedoor", "--from", server.address().toString());
            assertThat(run.code()).as(run.err()).isZero();
            CommandRun again = download("livedoor", "--from", server.address().toString());
            assertThat(again.code()).isZero();
            assertThat(server.ranges()).hasSize(1);
        }
        assertThat(home.resolve("data/ldcc-20140209.tar.gz")).hasSameBinaryContentAs(corpus);
    }
}
