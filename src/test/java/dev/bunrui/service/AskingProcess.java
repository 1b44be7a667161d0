package dev.bunrui.service;

import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.TinyRun;
import dev.bunrui.file.AppFolders;
import java.io.IOException;
import java.nio.file.Path;

/** Asks for a run as the window does, tells its name and waits to be killed: {@code DATA EPOCHS ASKINGS}. */
final class AskingProcess {
    private AskingProcess() {}

    public static void main(String[] arguments) throws IOException {
        AppFolders folders = AppFolders.ofProcess();
        BackgroundService background = new BackgroundService(folders);
        RunFolder run = background.start(
                folders.runs(), "", TinyRun.settings(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
        for (int more = 1; more < Integer.parseInt(arguments[2]); more++) {
            background.goOn(run);
        }
        System.out.println(run.path());
        System.in.read();
    }
}
