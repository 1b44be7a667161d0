package dev.bunrui.app;

import dev.bunrui.app.classifier.ClassifierPage;
import dev.bunrui.app.compare.ComparePage;
import dev.bunrui.app.home.HomePage;
import dev.bunrui.app.label.Corrections;
import dev.bunrui.app.label.KeptCorrections;
import dev.bunrui.app.models.ModelsPage;
import dev.bunrui.app.monitor.MonitorPage;
import dev.bunrui.app.runs.RunsPage;
import dev.bunrui.app.settings.SettingsPage;
import dev.bunrui.app.shell.AppContext;
import dev.bunrui.app.shell.LazyPage;
import dev.bunrui.app.shell.Place;
import dev.bunrui.app.shell.Routes;
import dev.bunrui.app.shell.Shell;
import dev.bunrui.app.wizard.WizardPage;
import dev.bunrui.experiment.RunFolder;
import dev.bunrui.experiment.RunSettings;
import dev.bunrui.experiment.sweep.SweepFolder;
import dev.bunrui.experiment.sweep.SweepPlan;

/** The pages of the window and the ways between them. */
final class Pages implements Routes {
    private final Shell shell;
    private final LazyPage<WizardPage> wizard;
    private final LazyPage<MonitorPage> monitor;
    private final LazyPage<ClassifierPage> classifier;
    private final LazyPage<ComparePage> compare;

    Pages(AppContext context, Shell shell) {
        this.shell = shell;
        Corrections corrections = new Corrections();
        KeptCorrections.keep(context.folders().corrections(), context.work(), corrections);
        this.monitor = new LazyPage<>(() -> new MonitorPage(context, this));
        this.classifier = new LazyPage<>(() -> new ClassifierPage(context, this));
        this.compare = new LazyPage<>(() -> new ComparePage(context, this, corrections));
        this.wizard = new LazyPage<>(() -> new WizardPage(context, this));
        shell.put(Place.HOME, new LazyPage<>(() -> new HomePage(context, this)));
        shell.put(Place.WIZARD, wizard);
        shell.put(Place.MONITOR, monitor);
        shell.put(Place.RUNS, new LazyPage<>(() -> new RunsPage(context, this, corrections)));
        shell.put(Place.COMPARE, compare);
        shell.put(Place.CLASSIFIER, classifier);
        shell.put(Place.MODELS, new LazyPage<>(() -> new ModelsPage(context, this)));
        shell.put(Place.SETTINGS, new LazyPage<>(() -> new SettingsPage(context)));
    }

    @Override
    public void show(Place place) {
        shell.show(place);
    }

    @Override
    public void watch(RunFolder run) {
        shell.show(Place.MONITOR);
        monitor.get().follow(run);
    }

    @Override
    public void watch(SweepFolder sweep) {
        compare.get().follow(sweep);
        shell.show(Place.COMPARE);
    }

    @Override
    public void extend(SweepFolder sweep, SweepPlan plan) {
        wizard.get().extend(sweep, plan);
        shell.show(Place.WIZARD);
    }

    @Override
    public void classify(RunFolder run) {
        classifier.get().use(run);
        shell.show(Place.CLASSIFIER);
    }

    @Override
    public void startFrom(RunSettings settings) {
        wizard.get().startFrom(settings);
        shell.show(Place.WIZARD);
    }

    @Override
    public void trainWith(String model) {
        wizard.get().trainWith(model);
        shell.show(Place.WIZARD);
    }
}
