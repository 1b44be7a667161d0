package dev.bunrui;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house and its arrows: a room is used by the rooms above it and by no other. */
@AnalyzeClasses(packages = "dev.bunrui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    // Scores are arithmetic on logits and labels. They live with the training that reports them, but the use of a
    // trained run needs its probabilities too, and may not see the loop: hence a room of their own.
    @ArchTest
    static final ArchRule roomsAreUsedFromAboveOnly = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.bunrui..")
            .optionalLayer("root")
            .definedBy("dev.bunrui")
            .optionalLayer("cli")
            .definedBy("dev.bunrui.cli..")
            .optionalLayer("app")
            .definedBy("dev.bunrui.app..")
            .optionalLayer("service")
            .definedBy("dev.bunrui.service..")
            .optionalLayer("experiment")
            .definedBy("dev.bunrui.experiment..")
            .optionalLayer("training")
            .definedBy(resideInAPackage("dev.bunrui.training..")
                    .and(resideOutsideOfPackage("dev.bunrui.training.score..")))
            .optionalLayer("baseline")
            .definedBy("dev.bunrui.baseline..")
            .optionalLayer("score")
            .definedBy("dev.bunrui.training.score..")
            .optionalLayer("classify")
            .definedBy("dev.bunrui.classify..")
            .optionalLayer("adapter")
            .definedBy("dev.bunrui.adapter..")
            .optionalLayer("llm")
            .definedBy("dev.bunrui.llm..")
            .optionalLayer("corpus")
            .definedBy("dev.bunrui.corpus..")
            .optionalLayer("torch")
            .definedBy("dev.bunrui.torch..")
            .optionalLayer("runtime")
            .definedBy("dev.bunrui.runtime..")
            .optionalLayer("hub")
            .definedBy("dev.bunrui.hub..")
            .optionalLayer("file")
            .definedBy("dev.bunrui.file..")
            .optionalLayer("message")
            .definedBy("dev.bunrui.message..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("app")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("service")
            .mayOnlyBeAccessedByLayers("root", "cli", "app")
            .whereLayer("experiment")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service")
            .whereLayer("training")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service", "experiment")
            .whereLayer("classify")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service", "experiment")
            .whereLayer("baseline")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service", "experiment")
            .whereLayer("score")
            .mayOnlyBeAccessedByLayers(
                    "root", "cli", "app", "service", "experiment", "training", "classify", "baseline")
            .whereLayer("adapter")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service", "experiment", "training", "classify")
            .whereLayer("llm")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service", "experiment", "training", "classify", "adapter")
            .whereLayer("corpus")
            .mayOnlyBeAccessedByLayers(
                    "root", "cli", "app", "service", "experiment", "training", "classify", "adapter", "baseline")
            .whereLayer("torch")
            .mayOnlyBeAccessedByLayers(
                    "root", "cli", "app", "service", "experiment", "training", "classify", "adapter", "llm")
            .whereLayer("baseline")
            .mayOnlyAccessLayers("corpus", "score", "file", "message")
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("root", "cli", "app", "service", "experiment")
            .whereLayer("runtime")
            .mayOnlyAccessLayers("hub", "file", "message")
            .whereLayer("hub")
            .mayOnlyAccessLayers("file", "message")
            .whereLayer("score")
            .mayOnlyAccessLayers("file", "message")
            .whereLayer("file")
            .mayOnlyAccessLayers("message")
            .whereLayer("message")
            .mayNotAccessAnyLayer()
            // A package that is no room would be held by no arrow.
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule onlyTorchSeesThePyTorchEngine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bunrui.torch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl.pytorch..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTorchAndLlmSeeDjl = noClasses()
            .that()
            .resideOutsideOfPackages("dev.bunrui.torch..", "dev.bunrui.llm..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheAppSeesJavaFx = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bunrui.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "com.sun.javafx..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.bunrui.(**)").should().beFreeOfCycles().allowEmptyShould(true);
}
