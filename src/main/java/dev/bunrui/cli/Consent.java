package dev.bunrui.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

/** Asks before something is done that cannot be taken back, or that costs much. */
final class Consent {
    private Consent() {}

    /** Whether the person agrees; whoever cannot answer, as no terminal is there, has not agreed. */
    static boolean given(Session session, String question) {
        session.terminal().err().print(question + " ");
        session.terminal().err().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes|はい");
        } catch (IOException unheard) {
            return false;
        }
    }
}
