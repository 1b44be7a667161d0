package dev.bunrui.app.wizard.slurm;

import static dev.bunrui.app.Waiting.await;
import static dev.bunrui.app.Waiting.looked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bunrui.app.Sentences;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.wizard.draft.CostModel;
import dev.bunrui.app.wizard.draft.DataModel;
import dev.bunrui.app.wizard.draft.Draft;
import dev.bunrui.app.wizard.draft.GridModel;
import dev.bunrui.app.wizard.draft.LengthsModel;
import dev.bunrui.app.wizard.draft.SweepDraft;
import dev.bunrui.app.wizard.draft.Tokenizers;
import dev.bunrui.file.AppFolders;
import dev.bunrui.message.RequestException;
import dev.bunrui.service.KnownMachine;
import dev.bunrui.service.slurm.Cluster;
import dev.bunrui.service.slurm.Partition;
import dev.bunrui.service.slurm.Slurm;
import dev.bunrui.service.slurm.SlurmPlan;
import dev.bunrui.service.slurm.SlurmSettings;
import dev.bunrui.service.slurm.SlurmSweeps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What a sweep asks of a cluster whose partitions are given. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlurmModelTest {
    private static final Partition SHORT = new Partition("short", true, true, 90, 2, 4, 4000, 0);
    private static final Partition LONG = new Partition("long", false, true, 0, 3, 16, 64_000, 0);

    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Locale before;
    private AppContext context;
    private SweepDraft sweep;
    private GridModel grid;
    private SlurmModel model;

    @BeforeEach
    void open() throws Exception {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
        KnownMachine.in(new AppFolders(Path.of(""), home));
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() {
        context.work().close();
        Locale.setDefault(before);
    }

    /** A sweep of two learning rates over a few articles, in front of a cluster. */
    private void draft(Function<String, List<Partition>> cluster) throws Exception {
        StringBuilder text = new StringBuilder("text,label\n");
        for (int i = 0; i < 12; i++) {
            text.append("とても良い品物でした。その").append(i).append(",良\n");
            text.append("すぐに壊れて残念でした。その").append(i).append(",悪\n");
        }
        Path file = Files.writeString(home.resolve("a.csv"), text);
        robot.interact(() -> {
            context = AppContext.over(new AppFolders(Path.of(""), home));
            Draft draft = new Draft();
            DataModel data = new DataModel(context, draft);
            LengthsModel lengths = new LengthsModel(context, draft, data, new Tokenizers());
            sweep = new SweepDraft(draft);
            grid = new GridModel(context, sweep, data, new CostModel(context, draft, data, lengths));
            model = new SlurmModel(context, sweep, grid, host -> {
                asked.add(host);
                return new Cluster(cluster.apply(host), 1000);
            });
            draft.option(Draft.DATA).set(file.toString());
            sweep.add("lr");
        });
        await(grid.found(), found -> found != null);
    }

    private void choose() {
        robot.interact(() -> model.chosen().set(true));
    }

    private void write(SlurmField field, String text) {
        robot.interact(() -> model.draft().text(field).set(text));
    }

    private String written(SlurmField field) {
        return looked(() -> model.draft().text(field).get());
    }

    private SlurmPlan plan() throws Exception {
        await(model.plan(), plan -> plan != null);
        return looked(() -> model.plan().get());
    }

    @Test
    void theClusterIsAskedOnlyOnceItIsChosenAndOnlyForASweep() throws Exception {
        draft(host -> List.of(SHORT, LONG));
        assertThat(asked).isEmpty();
        choose();
        SlurmPlan plan = plan();
        assertThat(asked).containsExactly("");
        assertThat(plan.settings().partition()).isEqualTo("short");
        assertThat(plan.elements().stream().mapToInt(List::size).sum()).isEqualTo(3);
        assertThat(written(SlurmField.PARTITION)).isEqualTo("short");
        assertThat(written(SlurmField.TIME)).isEqualTo("01:00:00");
        robot.interact(() -> sweep.clear());
        await(model.plan(), gone -> gone == null);
        assertThat(looked(() -> model.wanted().get())).isFalse();
        assertThat(looked(() -> model.lacking())).isEmpty();
    }

    @Test
    void whatIsWrittenStaysWhileWhatIsProposedFollowsThePartition() throws Exception {
        draft(host -> List.of(SHORT, LONG));
        choose();
        assertThat(plan().settings().cpus()).isEqualTo(4);
        write(SlurmField.TIME, "45");
        write(SlurmField.PARTITION, "long");
        await(model.draft().text(SlurmField.CPUS), "8"::equals);
        SlurmPlan plan = plan();
        assertThat(written(SlurmField.TIME)).isEqualTo("45");
        assertThat(plan.settings().minutes()).isEqualTo(45);
        assertThat(plan.settings().partition()).isEqualTo("long");
        assertThat(looked(() -> model.commandLine())).isEqualTo(" --on slurm --partition long --time 45");
        write(SlurmField.TIME, " ");
        assertThat(plan().settings().minutes()).isEqualTo(60);
        write(SlurmField.RUNS_PER_JOB, "1");
        assertThat(plan().elements()).hasSize(3);
    }

    @Test
    void whatCannotBeIsSaidInOneSentenceWithTheFieldsName() throws Exception {
        draft(host -> List.of(SHORT, LONG));
        choose();
        plan();
        refused(SlurmField.TIME, "5:00:00", "“Time limit”", "「制限時間」");
        refused(SlurmField.TIME, "soon", "“soon” is no time limit", "「soon」");
        refused(SlurmField.MEMORY, "9000", "“Memory per job”", "「ジョブのメモリ」");
        refused(SlurmField.MEMORY, "much", "“much” is no size", "「much」");
        refused(SlurmField.GPUS, "1", "“Cards per job”", "「ジョブの GPU」");
        refused(SlurmField.CPUS, "-1", "“Cores per job”", "「ジョブのコア」");
    }

    private void refused(SlurmField field, String text, String english, String japanese) throws Exception {
        String good = written(field);
        write(field, text);
        await(model.problem(), words -> words.contains(english));
        String words = model.problem().get();
        assertThat(looked(() -> model.plan().get())).isNull();
        assertThat(looked(() -> model.lacking())).isEqualTo(words);
        robot.interact(() -> context.texts().speak(Locale.JAPANESE));
        await(model.problem(), now -> now.contains(japanese));
        Sentences.assertPlain(words, model.problem().get());
        robot.interact(() -> context.texts().speak(Locale.ENGLISH));
        write(field, good);
        plan();
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaidAndAnotherMachineIsAsked() throws Exception {
        draft(host -> {
            if (host.isEmpty()) {
                throw new RequestException(Slurm.class, "slurm.absent", "sinfo");
            }
            return List.of(LONG);
        });
        choose();
        await(model.silence(), words -> words.contains("sinfo") && words.contains("“Submit from”"));
        assertThat(looked(() -> model.lacking())).isEqualTo(model.silence().get());
        robot.interact(() -> model.draft().host().set("login"));
        SlurmPlan plan = plan();
        assertThat(plan.settings().host()).isEqualTo("login");
        assertThat(plan.settings().partition()).isEqualTo("long");
        assertThat(looked(() -> model.silence().get())).isEmpty();
    }

    @Test
    void aClusterWithoutPartitionsIsRefusedAndNotWaitedFor() throws Exception {
        draft(host -> List.of());
        choose();
        await(model.problem(), words -> words.contains("no partition"));
        assertThat(looked(() -> model.lacking())).contains("no partition");
    }

    @Test
    void itBeginsWithTheMachineAndTheAccountOfTheLastTime() throws Exception {
        new SlurmSweeps(new AppFolders(Path.of(""), home))
                .keep(new SlurmSettings(
                        "login", "old", "mine", 5, 0, 1, 1, 7, 3, 0, "cuda", "umask 7", "--qos=q", "", ""));
        draft(host -> List.of(SHORT));
        choose();
        SlurmSettings settings = plan().settings();
        assertThat(asked).containsExactly("login");
        assertThat(settings.account()).isEqualTo("mine");
        assertThat(settings.atOnce()).isEqualTo(7);
        assertThat(settings.preamble()).isEqualTo("umask 7");
        assertThat(settings.partition()).isEqualTo("short");
        write(SlurmField.ACCOUNT, "");
        assertThat(plan().settings().account()).isEmpty();
    }
}
