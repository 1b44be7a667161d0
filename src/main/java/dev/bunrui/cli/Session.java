package dev.bunrui.cli;

import dev.bunrui.cli.text.Terminal;
import dev.bunrui.corpus.DataLocator;
import dev.bunrui.file.AppFolders;
import dev.bunrui.llm.ModelLocator;
import dev.bunrui.message.Messages;

/** What every command needs: where things are, and where its words go. */
record Session(AppFolders folders, Terminal terminal) {
    /** The texts of the command line. */
    Messages messages() {
        return Messages.of(Session.class);
    }

    String text(String key, Object... arguments) {
        return messages().get(key, arguments);
    }

    ModelLocator models() {
        return new ModelLocator(folders.assets());
    }

    DataLocator data() {
        return new DataLocator(folders.sampleData(), folders.data());
    }

    /** The session whose words all go to standard error, if {@code json}: then standard output is for programs. */
    Session speaking(boolean json) {
        return json ? new Session(folders, terminal.toErr()) : this;
    }
}
