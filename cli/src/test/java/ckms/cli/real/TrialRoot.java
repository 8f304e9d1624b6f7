package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.SettingsBuilder;
import ckms.engine.fixture.Silent;
import ckms.engine.host.Host;
import ckms.engine.host.process.HostProcesses;
import ckms.engine.host.process.Processes;
import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.engine.reconcile.desired.Scope;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.Machine;
import ckms.model.PackageId;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A root of its own on which runs are disturbed, each from the same start. What is disturbed is a process; what looks
 * afterwards, and the run that mends, come through the engine's door in this process, which is no less strict and needs
 * no second to start.
 */
final class TrialRoot implements AutoCloseable {
    /** Whose the state directory is. */
    enum Owner {
        /** Whoever runs the tests, root too: one process does all. */
        CALLER,
        /** Nobody's, while root runs the tests: root's process has another one that builds. */
        NOBODY
    }

    /** One for all, since by its number it tells what it started from what others started. */
    private static final Processes PROCESSES = new HostProcesses();

    final RealHost host;
    final FakeRoot root;
    private final Map<String, String> environment;
    private final boolean isNobodys;
    private final Path saved;
    private final Startup startup;

    /**
     * Makes a root.
     *
     * @param path where programs are looked for before the caller's {@code PATH}, as seen from the root
     */
    TrialRoot(Owner owner, String... path) throws IOException, InterruptedException {
        host = new RealHost();
        isNobodys = owner == Owner.NOBODY;
        assertTrue(host.isRoot() || !isNobodys, "this is for root");
        root = new FakeRoot(Files.createDirectory(host.scratch.resolve("root")));
        saved = host.scratch.resolve("saved");
        startup = new Startup(host.scratch);
        var folders = new ArrayList<String>();
        folders.add(startup.programs().toString());
        List.of(path).forEach(folder -> folders.add(root.root.resolve(folder).toString()));
        folders.add(System.getenv("PATH"));
        environment = Map.of("PATH", String.join(":", folders), "JAVA_HOME", "");
        if (isNobodys) {
            String state = root.state.root().toString();
            assertEquals(
                    0,
                    RealHost.run(Map.of(), "chown", RealHost.NOBODY + ":" + RealHost.NOBODY, state)
                            .code());
        }
    }

    /** The environment of ckms: where it finds programs. */
    Map<String, String> environment() {
        return environment;
    }

    /** How Java starts here. */
    Startup startup() {
        return startup;
    }

    /** The words that run ckms here. */
    List<String> words(String... words) {
        var all = new ArrayList<>(List.of(host.launcher().toString(), "--root", root.root.toString(), "-q"));
        all.addAll(List.of(words));
        return all;
    }

    /** Runs ckms as a process. */
    Run ckms(String... words) throws IOException, InterruptedException {
        return RealHost.run(environment, words(words).toArray(String[]::new));
    }

    /** Runs ckms as a process, undisturbed; later ones begin with the classes that it read. */
    void warmUp(String... words) throws IOException, InterruptedException {
        startup.records(true);
        Run run = ckms(words);
        assertEquals(0, run.code(), run.toString());
        startup.records(false);
    }

    Path manifest(String name, String packages) throws IOException {
        return Files.writeString(host.scratch.resolve(name + ".yaml"), "schema: 1\nname: t\npackages:\n" + packages);
    }

    /** Makes what is there now the start of each trial. */
    void save() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-rf", saved.toString());
        RealHost.run(Map.of(), "cp", "-a", root.root.toString(), saved.toString());
    }

    void goBack() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-rf", root.root.toString());
        RealHost.run(Map.of(), "cp", "-a", saved.toString(), root.root.toString());
    }

    Snapshot snapshot() throws IOException {
        return Snapshot.of(root.modules(), root.state.root());
    }

    /** Plans and runs here, in this process. */
    Reconciler reconciler() throws IOException {
        int user = host.isRoot() ? 0 : 1000;
        return new Reconciler(
                new Host(environment, user, 2, PROCESSES),
                new SettingsBuilder(root)
                        .cached()
                        .lockTimeout(Duration.ofMinutes(5))
                        .settings(),
                Machine.running(FakeRoot.KERNEL).atRest(),
                InputStream.nullInputStream(),
                List.of(host.launcher().toString(), "build-side"));
    }

    /** What a package is on a kernel, as any reader sees it. */
    CellState state(PackageId pkg, Kernel kernel) throws IOException {
        return reconciler().observe().pkg(pkg).on(kernel);
    }

    Planning plan(Reconciler reconciler, Path manifest) throws IOException, InterruptedException {
        return reconciler.plan(List.of(manifest), Scope.ALL, Set.of()).orElseThrow();
    }

    /** Reaches what a manifest wants, and then there is nothing to do. */
    void reach(Path manifest, String when) throws IOException, InterruptedException {
        Reconciler reconciler = reconciler();
        try (Session session = reconciler.open("test", holder -> {})) {
            reach(manifest, when, reconciler, session);
        }
    }

    /** Reaches what a manifest wants, in a session that is open. */
    void reach(Path manifest, String when, Reconciler reconciler, Session session)
            throws IOException, InterruptedException {
        Planning planning = plan(reconciler, manifest);
        assertTrue(!planning.plan().misses(), when + ": " + planning.plan());
        RunReport report = session.apply(planning, false, new Silent());
        assertTrue(report.succeeded(), when + ": " + report);
        Planning again = plan(reconciler(), manifest);
        assertTrue(again.plan().isEmpty() && !again.plan().misses(), when + ": " + again.plan());
    }

    @Override
    public void close() throws IOException {
        host.close();
    }
}
