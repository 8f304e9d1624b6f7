package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Silent;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.model.CellState;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One way to change a host with two packages, from a start that can be gone back to, and what has to hold after a fault. */
final class FaultTrial implements AutoCloseable {
    private static final PackageId OLD = new PackageId("foo", "1.0");
    private static final PackageId NEW = new PackageId("foo", "2.0");
    private static final PackageId BAR = new PackageId("bar", "1.0");

    /** What is done. */
    enum Way {
        BUILD("added", "installed"),
        INSTALL("built", "installed"),
        UPGRADE("installed", "newer"),
        UNINSTALL("installed", "built"),
        CLEAN("built", "added"),
        RESTORE("added", "installed");

        private final String start;
        private final String goal;

        Way(String start, String goal) {
            this.start = start;
            this.goal = goal;
        }
    }

    final TrialRoot trial;
    final Faults faults;
    private final Path goal;
    private final Snapshot before;
    private final Snapshot after;

    /** Two packages of two modules each, of which one displaces the kernel's own. */
    FaultTrial(TrialRoot.Owner owner, Way way) throws IOException, InterruptedException {
        trial = new TrialRoot(owner, "bin");
        FakeRoot root = trial.root;
        faults = new Faults(trial.host.scratch, root.root, trial.startup());
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
        goal = manifest("goal", way.goal);
        if (way == Way.RESTORE) {
            trial.reach(goal, "what is restored");
        }
        trial.reach(manifest("start", way.start), "the start");
        before = trial.snapshot();
        trial.save();
        trial.warmUp("-j1", "apply", goal.toString());
        after = trial.snapshot();
        assertFalse(before.equals(after));
    }

    private Path manifest(String name, String state) throws IOException {
        PackageId foo = state.equals("newer") ? NEW : OLD;
        var text = new StringBuilder();
        for (PackageId pkg : List.of(foo, BAR)) {
            text.append("  - {name: %s, version: '%s', source: %s, kernels: installed, state: %s}\n"
                    .formatted(
                            pkg.name(),
                            pkg.version(),
                            trial.root.root.resolve("usr/src/" + pkg.name() + "-" + pkg.version()),
                            state.equals("newer") ? "installed" : state));
        }
        return trial.manifest(name, text.toString());
    }

    /** What is disturbed. */
    List<String> words() {
        return trial.words("-j1", "apply", goal.toString());
    }

    /** Whatever has a module's name is whole, and what is said to be installed is there. */
    void holds(String when) throws IOException {
        Map<String, String> now = trial.snapshot().modules();
        now.forEach((path, content) -> assertTrue(
                content.equals(before.modules().get(path))
                        || content.equals(after.modules().get(path)),
                when + ": " + path + " is " + content));
        for (PackageId pkg : List.of(OLD, NEW, BAR)) {
            if (trial.state(pkg, FakeRoot.KERNEL) == CellState.INSTALLED) {
                for (String module : List.of(pkg.name(), pkg.name() + "_more")) {
                    assertTrue(now.containsKey("6.1.0-1/extra/" + module + ".ko"), when + ": there is no " + module);
                }
            }
        }
    }

    /** Whichever writer comes next, and whatever it is for, finishes or undoes what was half done; then all is reached. */
    void isMendedByTheNextRun(String when) throws IOException, InterruptedException {
        Reconciler reconciler = trial.reconciler();
        try (Session session = reconciler.open("test", holder -> {})) {
            assertTrue(
                    session.run(reconciler.collect().orElseThrow(), new Silent())
                            .succeeded(),
                    when);
            Snapshot now = trial.snapshot();
            assertEquals(Set.of(), now.unfinished(), when);
            for (String name : List.of("foo", "bar")) {
                Map<String, String> files = of(name, now);
                assertTrue(files.equals(of(name, before)) || files.equals(of(name, after)), when + ": " + files);
            }
            trial.reach(goal, when, reconciler, session);
        }
        assertEquals(Set.of(), trial.snapshot().unfinished(), when);
        assertEquals(after, trial.snapshot(), when);
    }

    private static Map<String, String> of(String name, Snapshot snapshot) {
        Map<String, String> files = new TreeMap<>(snapshot.modules());
        files.keySet().removeIf(file -> !file.contains("/" + name));
        return files;
    }

    @Override
    public void close() throws IOException {
        trial.close();
    }
}
