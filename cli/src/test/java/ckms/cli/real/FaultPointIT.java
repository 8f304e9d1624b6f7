package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.fixture.FakeRoot;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At every operation on a file of a build, an installation, an upgrade and an uninstallation, the run is killed, or the operation
 * fails: nothing is ever half there, and the next run reaches what an undisturbed one reaches, byte for byte.
 */
class FaultPointIT {
    private static final PackageId OLD = new PackageId("foo", "1.0");
    private static final PackageId NEW = new PackageId("foo", "2.0");
    private static final PackageId BAR = new PackageId("bar", "1.0");

    /** What is done. */
    enum Way {
        BUILD,
        INSTALL,
        UPGRADE,
        UNINSTALL,
        CLEAN,
        RESTORE
    }

    private RealHost host;
    private FakeRoot root;
    private Faults faults;
    private Path saved;

    @BeforeEach
    void twoPackagesOfTwoModulesOfWhichOneDisplacesTheKernelsOwn() throws IOException, InterruptedException {
        host = new RealHost();
        root = new FakeRoot(Files.createDirectory(host.scratch.resolve("root")));
        saved = host.scratch.resolve("saved");
        faults = new Faults(host.scratch, root.root);
        root.addKernel(FakeRoot.KERNEL);
        for (PackageId pkg : List.of(OLD, NEW, BAR)) {
            String copies = FakeRoot.COPIES + "; cp ${CKMS_PACKAGE_NAME}.ko ${CKMS_PACKAGE_NAME}_more.ko";
            Path source = root.addSource(pkg, copies, FakeRoot.KERNEL);
            Files.writeString(
                    source.resolve("ckms.ini"),
                    FakeRoot.recipe(pkg, copies) + "[module." + pkg.name() + "_more]\npath = .\ndest = extra\n");
        }
        Path own = root.modules().resolve("6.1.0-1/extra/foo_more.ko");
        Files.createDirectories(own.getParent());
        Files.writeString(own, "the kernel's own");
    }

    @AfterEach
    void remove() throws IOException {
        host.close();
    }

    private Path manifest(String name, String old, String recent) throws IOException {
        var text = new StringBuilder("schema: 1\nname: t\npackages:\n");
        Map<PackageId, String> states = Map.of(OLD, old, NEW, recent, BAR, old.isEmpty() ? recent : old);
        for (PackageId pkg : List.of(OLD, NEW, BAR)) {
            if (!states.get(pkg).isEmpty()) {
                text.append("  - {name: %s, version: '%s', source: %s, kernels: installed, state: %s}\n"
                        .formatted(
                                pkg.name(),
                                pkg.version(),
                                root.root.resolve("usr/src/" + pkg.name() + "-" + pkg.version()),
                                states.get(pkg)));
            }
        }
        return Files.writeString(host.scratch.resolve(name + ".yaml"), text);
    }

    private List<String> words(String... words) {
        var all = new ArrayList<>(List.of(host.launcher().toString(), "--root", root.root.toString()));
        all.addAll(List.of(words));
        return all;
    }

    private Map<String, String> environment() {
        return Map.of("PATH", root.host.path());
    }

    private Run ckms(String... words) throws IOException, InterruptedException {
        return RealHost.run(environment(), words(words).toArray(String[]::new));
    }

    private void succeeds(String... words) throws IOException, InterruptedException {
        Run run = ckms(words);
        assertEquals(0, run.code(), run.toString());
    }

    private Snapshot snapshot() throws IOException {
        return Snapshot.of(root.modules(), root.state.root());
    }

    private void save() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "cp", "-a", root.root.toString(), saved.toString());
    }

    private void goBack() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-rf", root.root.toString());
        RealHost.run(Map.of(), "cp", "-a", saved.toString(), root.root.toString());
    }

    /** One fault after the other, each from the same start. */
    private final class Trial {
        private final Snapshot before;
        private final Snapshot after;
        private final Path goal;

        Trial(Way way) throws IOException, InterruptedException {
            Path start = switch (way) {
                case BUILD, RESTORE -> manifest("start", "added", "");
                case INSTALL, CLEAN -> manifest("start", "built", "");
                default -> manifest("start", "installed", "");
            };
            goal = switch (way) {
                case BUILD, INSTALL, RESTORE -> manifest("goal", "installed", "");
                case CLEAN -> manifest("goal", "added", "");
                case UPGRADE -> manifest("goal", "", "installed");
                case UNINSTALL -> manifest("goal", "built", "");
            };
            if (way == Way.RESTORE) {
                succeeds("-q", "apply", goal.toString());
            }
            succeeds("-q", "apply", start.toString());
            before = snapshot();
            save();
            succeeds("-q", "apply", goal.toString());
            after = snapshot();
            assertFalse(before.equals(after));
        }

        List<String> apply() {
            return words("-q", "-j1", "apply", goal.toString());
        }

        /** Whatever has a module's name is whole, and what status calls installed is there. */
        void holds(String when) throws IOException, InterruptedException {
            Map<String, String> now = snapshot().modules();
            now.forEach((path, content) -> assertTrue(
                    Set.of(content).stream()
                            .anyMatch(one -> one.equals(before.modules().get(path))
                                    || one.equals(after.modules().get(path))),
                    when + ": " + path + " is " + content));
            Run status = ckms("-k", FakeRoot.KERNEL.release(), "plain-status");
            assertEquals(0, status.code(), when + ": " + status);
            for (String name : List.of("foo", "bar")) {
                if (status.out().matches("(?s).*\\b" + name + " \\S+ \\S+ \\S+ installed.*")) {
                    assertTrue(now.containsKey("6.1.0-1/extra/" + name + ".ko"), when + ": " + status.out());
                    assertTrue(now.containsKey("6.1.0-1/extra/" + name + "_more.ko"), when + ": " + status.out());
                }
            }
        }

        /** Whichever writer comes next, and whatever it is for, finishes or undoes what was half done. */
        void isSettledByAnyWriter(String when) throws IOException, InterruptedException {
            Run writer = ckms("-q", "gc");
            assertEquals(0, writer.code(), when + ": " + writer);
            Snapshot now = snapshot();
            assertEquals(Set.of(), now.unfinished(), when);
            for (String name : List.of("foo", "bar")) {
                Map<String, String> files = of(name, now);
                assertTrue(files.equals(of(name, before)) || files.equals(of(name, after)), when + ": " + files);
            }
        }

        private Map<String, String> of(String name, Snapshot snapshot) {
            Map<String, String> files = new TreeMap<>(snapshot.modules());
            files.keySet().removeIf(file -> !file.contains("/" + name));
            return files;
        }

        /** The next run gets there, and then there is nothing to do. */
        void isMendedByTheNextRun(String when) throws IOException, InterruptedException {
            Run next = ckms("-q", "apply", goal.toString());
            assertEquals(0, next.code(), when + ": " + next);
            assertEquals(Set.of(), snapshot().unfinished(), when);
            assertEquals(after, snapshot(), when);
            Run plan = ckms("plan", "--detailed-exitcode", goal.toString());
            assertEquals(0, plan.code(), when + ": " + plan);
        }
    }

    private static Stream<Arguments> some() {
        return Stream.of(Way.values()).map(way -> Arguments.of(way, 23));
    }

    private static Stream<Arguments> each() {
        return Stream.of(Way.values()).map(way -> Arguments.of(way, 1));
    }

    private void killed(Way way, int stride) throws IOException, InterruptedException {
        var trial = new Trial(way);
        int first = 1 + new Random().nextInt(stride);
        int at = first;
        for (int code = 137; code == 137; at += stride) {
            goBack();
            Run run = faults.kill(at, environment(), trial.apply());
            code = run.code();
            String when = way + " killed at operation " + at;
            assertTrue(code == 137 || code == 0, when + ": " + run);
            trial.holds(when);
            trial.isSettledByAnyWriter(when);
            trial.isMendedByTheNextRun(when);
        }
        assertTrue(at > 20, "only " + at + " operations were counted");
        System.out.println(way + ": killed at every operation from " + first + " to " + at + ", every " + stride);
    }

    private void failing(Way way, int stride) throws IOException, InterruptedException {
        var trial = new Trial(way);
        int first = 1 + new Random().nextInt(stride);
        int at = first;
        for (boolean hit = true; hit; at += stride) {
            for (boolean stays : new boolean[] {false, true}) {
                goBack();
                int error = stays ? Faults.ENOSPC : Faults.EIO;
                Run run = faults.fail(at, error, stays, environment(), trial.apply());
                hit = faults.wasHit();
                String when = way + " with error " + error + " at operation " + at + (stays ? " and after" : "");
                assertTrue(Set.of(0, 1, 4).contains(run.code()), when + ": " + run);
                assertFalse(run.err().contains("a fault in ckms"), when + ": " + run);
                assertTrue(run.code() == 0 || run.err().contains("error"), when + ": " + run);
                trial.holds(when);
                trial.isMendedByTheNextRun(when);
            }
        }
        System.out.println(way + ": failing at every operation from " + first + " to " + at + ", every " + stride);
    }

    @ParameterizedTest
    @MethodSource("some")
    void killedAtSomeOperations(Way way, int stride) throws IOException, InterruptedException {
        killed(way, stride);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("each")
    void killedAtEachOperation(Way way, int stride) throws IOException, InterruptedException {
        killed(way, stride);
    }

    @ParameterizedTest
    @MethodSource("some")
    void failingAtSomeOperations(Way way, int stride) throws IOException, InterruptedException {
        failing(way, stride);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("each")
    void failingAtEachOperation(Way way, int stride) throws IOException, InterruptedException {
        failing(way, stride);
    }
}
