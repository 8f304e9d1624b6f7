package ckms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ckms.cli.console.Printer;
import ckms.engine.reconcile.desired.DesiredReader;
import ckms.engine.reconcile.observe.Observer;
import ckms.engine.reconcile.plan.Planner;
import ckms.engine.reconcile.run.Executor;
import ckms.engine.reconcile.run.Writer;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The house: cli → engine → model, one way, and each library in one room. */
@AnalyzeClasses(
        packages = "ckms",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutFixtures.class})
class ArchitectureTest {
    /** The engine's fixtures come in a jar of their own. */
    static final class WithoutFixtures implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/fixture/");
        }
    }

    private static ArchRule onlyIn(String room, String... library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    /** The rooms of the engine from the ground up, a floor each; a room uses what is below it, and no room beside it. */
    private static final List<Set<String>> ROOMS = List.of(
            Set.of("host"),
            Set.of("kernel"),
            Set.of("inputs"),
            Set.of("store"),
            Set.of("settings"),
            Set.of("buildside", "installside"),
            Set.of("reconcile"),
            Set.of("report"));

    /** The straight line, from its end: what reconciles knows both sides, and what runs no plan's making. */
    private static final List<Set<String>> LINE =
            List.of(Set.of("graph"), Set.of("observe"), Set.of("desired"), Set.of("changes"), Set.of("plan", "run"));

    private static ArchRule floors(String house, List<Set<String>> floors) {
        Map<String, Integer> floorOf = new HashMap<>();
        floors.forEach(rooms -> rooms.forEach(room -> floorOf.put(room, floors.indexOf(rooms))));
        return classes().that().resideInAPackage(house + ".*..").should(new ArchCondition<>("stand on its floor") {
            @Override
            public void check(JavaClass one, ConditionEvents events) {
                String room = room(one);
                if (!floorOf.containsKey(room)) {
                    events.add(SimpleConditionEvent.violated(one, room + " is no room of " + house));
                    return;
                }
                for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                    String other = room(dependency.getTargetClass());
                    boolean below =
                            !floorOf.containsKey(other) || other.equals(room) || floorOf.get(other) < floorOf.get(room);
                    events.add(new SimpleConditionEvent(one, below, dependency.getDescription()));
                }
            }

            private String room(JavaClass of) {
                String pkg = of.getPackageName();
                return pkg.startsWith(house + ".")
                        ? pkg.substring(house.length() + 1).split("\\.", 2)[0]
                        : "";
            }
        });
    }

    @ArchTest
    static final ArchRule theEnginesRoomsStandAboveEachOther = floors("ckms.engine", ROOMS);

    @ArchTest
    static final ArchRule theLineRunsOneWay = floors("ckms.engine.reconcile", LINE);

    @ArchTest
    static final ArchRule planningLooksAtItsArgumentsAlone = noClasses()
            .that()
            .resideInAPackage("ckms.engine.reconcile.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ckms.engine.host..", "ckms.engine.settings..", "java.io..", "java.nio.channels..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Files.class, FileSystems.class, System.class);

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
    static final ArchRule cliComesInByTheDoor = noClasses()
            .that()
            .resideInAPackage("ckms.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ckms.engine.installside..",
                    "ckms.engine.store.cache..",
                    "ckms.engine.reconcile.graph..",
                    "ckms.engine.reconcile.changes..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(DesiredReader.class, Observer.class, Planner.class, Writer.class, Executor.class);

    @ArchTest
    static final ArchRule onlyCliKnowsPicocli = onlyIn("ckms.cli..", "picocli..");

    @ArchTest
    static final ArchRule ini4jInOnePackage = onlyIn("ckms.model.ini", "org.ini4j..");

    @ArchTest
    static final ArchRule jgraphtInOnePackage = onlyIn("ckms.engine.reconcile.graph", "org.jgrapht..");

    @ArchTest
    static final ArchRule jelfInOnePackage = onlyIn("ckms.engine.kernel.module", "net.fornwall.jelf..");

    @ArchTest
    static final ArchRule yamlInOnePackage =
            onlyIn("ckms.model.yaml", "org.yaml..", "com.fasterxml.jackson.dataformat..");

    @ArchTest
    static final ArchRule jacksonInOnePackageOfEachModule = noClasses()
            .that()
            .resideOutsideOfPackages("ckms.model.yaml", "ckms.engine.host.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule processesAreStartedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("ckms.engine.host.process")
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

    /** What is printed goes through the door that makes it visible; the help alone is ckms's own. */
    @ArchTest
    static final ArchRule onlyTheConsoleMakesPrinters = noClasses()
            .that()
            .resideInAPackage("ckms.cli..")
            .and()
            .resideOutsideOfPackage("ckms.cli.console")
            .and()
            .doNotHaveFullyQualifiedName("ckms.cli.Main")
            .should()
            .callConstructorWhere(JavaCall.Predicates.target(
                    HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(PrintWriter.class)
                            .or(JavaClass.Predicates.assignableTo(PrintStream.class)))))
            .orShould()
            .callMethod(Printer.class, "forOwnText");

    @ArchTest
    static final ArchRule noStateInStatics =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule namesSayWhatSomethingIs =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
