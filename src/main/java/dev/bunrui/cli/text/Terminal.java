package dev.bunrui.cli.text;

import java.io.PrintStream;

/**
 * Where a command's words go.
 *
 * @param out what was asked for
 * @param err progress and complaints
 * @param outIsTerminal a person reads {@code out} as it is written, not a file or another program
 * @param errIsTerminal the same for {@code err}: a line may be written over
 * @param colours {@code out} shows colours
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, boolean colours) {
    /** Streams that are no terminals. */
    public static Terminal plain(PrintStream out, PrintStream err) {
        return new Terminal(out, err, false, false, false);
    }

    /** A terminal whose {@code out} is this one's {@code err}: for commands whose output is for a program. */
    public Terminal toErr() {
        return new Terminal(err, err, errIsTerminal, errIsTerminal, colours && errIsTerminal);
    }

    /** A heading. */
    public String strong(String text) {
        return styled("1", text);
    }

    /** Good news. */
    public String good(String text) {
        return styled("32", text);
    }

    /** Something to look at. */
    public String alarming(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** The lines of a table, the first of them a heading. */
    public void table(TextTable table) {
        boolean heading = true;
        for (String line : table.lines()) {
            out.println(heading ? strong(line) : line);
            heading = false;
        }
    }
}
