package dev.bunrui.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shorterTextLeavesNothingOfALongerOne() {
        StatusLine line = new StatusLine(new Terminal(stream, stream, true, true, false));
        line.show("検証 10/20");
        line.show("検証 1");
        line.keep("済み");
        assertThat(written()).isEqualTo("\r検証 10/20\r検証 1    \r      \r済み\n");
    }

    @Test
    void noTerminalGetsNoCarriageReturns() {
        StatusLine line = new StatusLine(Terminal.plain(stream, stream));
        assertThat(line.due()).isFalse();
        line.show("10/20");
        line.keep("done");
        assertThat(written()).isEqualTo("10/20\ndone\n");
    }
}
