package dev.bunrui.cli;

import dev.bunrui.message.Messages;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The command line's texts in the form that picocli asks for. In the room's bundle an option's text has {@code {0}} where
 * its default value is to stand, and the text of the command {@code data inspect} has the key
 * {@code command.data-inspect}.
 */
final class UsageTexts extends ResourceBundle {
    private static final String OPTION = "option.";
    private static final String COMMAND = "command.";
    private static final String HEADING = "usage.";
    private static final String FIRST = "usage.synopsisHeading";
    private static final String PROGRAM = "bunrui";

    private final Map<String, String> texts = new HashMap<>();

    UsageTexts(Messages messages) {
        for (String key : messages.keys()) {
            if (key.startsWith(OPTION)) {
                texts.put(key, text(messages, key));
            } else if (key.startsWith(HEADING)) {
                // Apart from what stands before, but for the first.
                texts.put(key, (key.equals(FIRST) ? "" : "%n") + text(messages, key) + "%n");
            } else if (key.startsWith(COMMAND)) {
                String name = key.substring(COMMAND.length());
                String path = name.equals(PROGRAM) ? PROGRAM : PROGRAM + '.' + name.replace('-', '.');
                texts.put(path + ".usage.description", text(messages, key));
            }
        }
    }

    private static String text(Messages messages, String key) {
        return messages.get(key, "${DEFAULT-VALUE}").replace("%", "%%");
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keySet());
    }
}
