package dev.bunrui.cli.text;

/**
 * What is going on, on one line that is written over, where a person watches; elsewhere (a file, a log of a server) an
 * ordinary line now and then.
 */
public final class StatusLine {
    private static final long REDRAW_NANOS = 250_000_000L;
    private static final long PLAIN_NANOS = 30_000_000_000L;
    private static final int COLUMNS = 79;

    private final Terminal terminal;
    private int drawn;
    private long last;
    private boolean quiet = true;

    public StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether {@link #show} would show something now; spares making up texts that nobody sees. */
    public boolean due() {
        long now = System.nanoTime();
        if (quiet) {
            // The first plain line comes after a while only: short work needs none.
            last = terminal.errIsTerminal() ? now - REDRAW_NANOS : now;
            quiet = false;
        }
        return now - last >= (terminal.errIsTerminal() ? REDRAW_NANOS : PLAIN_NANOS);
    }

    /** Shows the text instead of the one before. */
    public void show(String text) {
        last = System.nanoTime();
        if (terminal.errIsTerminal()) {
            overwrite(DisplayWidth.cut(text, COLUMNS));
        } else {
            terminal.err().println(text);
        }
    }

    /** Writes a line that stays, above the one that is written over. */
    public void keep(String line) {
        clear();
        terminal.err().println(line);
    }

    /** Takes the line away. */
    public void clear() {
        if (drawn > 0) {
            overwrite("");
            terminal.err().print('\r');
            terminal.err().flush();
            drawn = 0;
        }
    }

    /** With blanks instead of a control sequence, which not every Windows console knows. */
    private void overwrite(String text) {
        int width = DisplayWidth.of(text);
        terminal.err().print('\r' + text + " ".repeat(Math.max(0, drawn - width)));
        terminal.err().flush();
        drawn = width;
    }
}
