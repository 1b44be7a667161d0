package dev.bunrui.app.shell;

import dev.bunrui.app.look.Theme;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Work;
import dev.bunrui.file.AppFolders;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.MachineProbe;

/** What every page needs. */
public record AppContext(
        AppFolders folders, BackgroundService service, MachineProbe machine, Texts texts, Theme theme, Work work) {}
