package dev.bunrui.app.shell;

import dev.bunrui.app.choice.Choices;
import dev.bunrui.app.look.Theme;
import dev.bunrui.app.shelf.ModelFetch;
import dev.bunrui.app.shelf.ModelList;
import dev.bunrui.app.slurm.ClusterWatch;
import dev.bunrui.app.text.Texts;
import dev.bunrui.app.work.Work;
import dev.bunrui.file.AppFolders;
import dev.bunrui.hub.HubSettings;
import dev.bunrui.service.BackgroundService;
import dev.bunrui.service.MachineProbe;
import dev.bunrui.service.RunList;
import dev.bunrui.service.slurm.SlurmSweeps;

/** What every page needs. */
public record AppContext(
        AppFolders folders,
        BackgroundService service,
        RunList runs,
        MachineProbe machine,
        Texts texts,
        Theme theme,
        Choices choices,
        Work work,
        ModelList models,
        ModelFetch fetch,
        ClusterWatch cluster) {
    /** What the pages of a window over some user's folders need. */
    public static AppContext over(AppFolders folders) {
        return over(folders, HubSettings.ofProcess());
    }

    /** As {@link #over(AppFolders)}, with a hub and a cache of one's own. */
    public static AppContext over(AppFolders folders, HubSettings hub) {
        Texts texts = new Texts();
        Theme theme = new Theme();
        Work work = new Work();
        ModelList models = new ModelList(work, texts, folders, hub);
        BackgroundService service = new BackgroundService(folders);
        return new AppContext(
                folders,
                service,
                new RunList(service, folders.runs()),
                new MachineProbe(folders),
                texts,
                theme,
                new Choices(folders.settings(), texts, theme, work),
                work,
                models,
                new ModelFetch(work, texts, hub, models::look),
                new ClusterWatch(work, new SlurmSweeps(folders)::look));
    }
}
