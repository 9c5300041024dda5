package dev.fovea.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fovea.processor.problem.Printer;
import dev.fovea.processor.report.Report;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stages are packages, and what flows between them are values. */
class PipelineArchitectureTest {
  private static final String ROOT = "dev.fovea.processor";

  private static JavaClasses classes;

  @BeforeAll
  static void importClasses() {
    classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.fovea.processor").that(resideInAnyPackage(ROOT, ROOT + ".read..", ROOT + ".graph..",
            ROOT + ".shape..", ROOT + ".problem..", ROOT + ".plan..", ROOT + ".emit..", ROOT + ".complete..", ROOT + ".report.."));
  }

  @Test
  void stagesKnowOnlyTheStagesBeforeThem() {
    layeredArchitecture().consideringOnlyDependenciesInLayers()
        .layer("processor").definedBy(ROOT)
        .layer("read").definedBy(ROOT + ".read..")
        .layer("graph").definedBy(ROOT + ".graph..")
        .layer("shape").definedBy(ROOT + ".shape..")
        .optionalLayer("plan").definedBy(ROOT + ".plan..")
        .layer("emit").definedBy(ROOT + ".emit..")
        .layer("complete").definedBy(ROOT + ".complete..")
        .layer("report").definedBy(ROOT + ".report..")
        .layer("problem").definedBy(ROOT + ".problem..")
        .whereLayer("processor").mayNotBeAccessedByAnyLayer()
        .whereLayer("read").mayOnlyBeAccessedByLayers("processor")
        .whereLayer("emit").mayOnlyBeAccessedByLayers("processor")
        .whereLayer("complete").mayOnlyBeAccessedByLayers("processor")
        .whereLayer("report").mayOnlyBeAccessedByLayers("processor", "emit")
        .whereLayer("report").mayOnlyAccessLayers("problem", "graph", "shape", "plan")
        .whereLayer("plan").mayOnlyBeAccessedByLayers("emit", "report")
        .whereLayer("shape").mayOnlyBeAccessedByLayers("plan", "emit", "complete", "report")
        .whereLayer("graph").mayOnlyBeAccessedByLayers("processor", "read", "shape", "plan", "emit", "complete", "report")
        .whereLayer("problem").mayOnlyBeAccessedByLayers("processor", "read", "graph", "shape", "plan", "emit", "complete", "report")
        .whereLayer("problem").mayNotAccessAnyLayer()
        .whereLayer("graph").mayOnlyAccessLayers("problem")
        .check(classes);
  }

  @Test
  void graphsShapesPlansReportsAndProblemsAreValuesThatNeedNoCompiler() {
    noClasses().that().resideInAnyPackage(ROOT + ".graph..", ROOT + ".shape..", ROOT + ".plan..", ROOT + ".problem..",
            ROOT + ".complete..", ROOT + ".report..")
        .and().areNotAssignableTo(Printer.class)
        .should().dependOnClassesThat().resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..",
            "javax.tools..", "com.palantir.javapoet..")
        .check(classes);
  }

  @Test
  void writersHandAReportOnAndDoNotKnowItsPage() {
    noClasses().that().resideInAPackage(ROOT + ".emit..")
        .should().dependOnClassesThat(resideInAnyPackage(ROOT + ".report..").and(not(assignableTo(Report.class)))
            .and(not(assignableTo(Report.Plans.class))))
        .check(classes);
  }

  @Test
  void onlyTheReaderWalksTheCompilersModelAndOnlyTheWritersKnowJavaPoet() {
    noClasses().that().resideInAPackage(ROOT + ".emit..")
        .should().dependOnClassesThat().resideInAnyPackage("javax.lang.model.util..", "javax.annotation.processing..")
        .check(classes);
    noClasses().that().resideInAPackage(ROOT + ".read..")
        .should().dependOnClassesThat().resideInAnyPackage("com.palantir.javapoet..")
        .check(classes);
  }
}
