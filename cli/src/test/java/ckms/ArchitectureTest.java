package ckms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house: cli → engine → model, one way, and each library in one room. */
@AnalyzeClasses(packages = "ckms", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static ArchRule onlyIn(String room, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("ckms.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelKnowsNobody = noClasses()
            .that()
            .resideInAPackage("ckms.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ckms.engine..", "ckms.cli..");

    @ArchTest
    static final ArchRule engineDoesNotKnowCli = noClasses()
            .that()
            .resideInAPackage("ckms.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ckms.cli..");

    @ArchTest
    static final ArchRule onlyCliKnowsPicocli = onlyIn("ckms.cli..", "picocli..");

    @ArchTest
    static final ArchRule ini4jInOnePackage = onlyIn("ckms.model.ini", "org.ini4j..");

    @ArchTest
    static final ArchRule jgraphtInOnePackage = onlyIn("ckms.engine.graph", "org.jgrapht..");

    @ArchTest
    static final ArchRule jelfInOnePackage = onlyIn("ckms.engine.module", "net.fornwall.jelf..");

    @ArchTest
    static final ArchRule yamlInOnePackage =
            onlyIn("ckms.model.yaml", "org.yaml..", "com.fasterxml.jackson.dataformat..");

    @ArchTest
    static final ArchRule jacksonInOnePackageOfEachModule = noClasses()
            .that()
            .resideOutsideOfPackages("ckms.model.yaml", "ckms.engine.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule processesAreStartedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("ckms.engine.process")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java.lang.(ProcessBuilder|Runtime\\$.*)");

    @ArchTest
    static final ArchRule onlyMainTouchesTheStandardStreamsAndExits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("ckms.cli.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule noStateInStatics =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule namesSayWhatSomethingIs =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
