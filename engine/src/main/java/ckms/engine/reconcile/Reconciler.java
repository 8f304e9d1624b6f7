package ckms.engine.reconcile;

import ckms.engine.buildside.worker.BuildSides;
import ckms.engine.host.Host;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsFolder;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.changes.InputChanges;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredReader;
import ckms.engine.reconcile.desired.ManifestFiles;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.desired.ScopeCheck;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.observe.Observer;
import ckms.engine.reconcile.plan.Collecting;
import ckms.engine.reconcile.plan.Decision;
import ckms.engine.reconcile.plan.Guard;
import ckms.engine.reconcile.plan.Planner;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.run.Writer;
import ckms.engine.settings.Settings;
import ckms.engine.store.StoredRecipes;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Parsed;
import ckms.model.manifest.Manifest;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The one door to the straight line, from manifests and a host to a plan and what became of it: for the command line, a
 * hook at boot, a timer, a test. It only looks; to change the host, {@linkplain #open open} a session, plan again within
 * it, and have that run.
 */
public final class Reconciler {
    private final Host host;
    private final Settings settings;
    private final Kernel running;
    private final InputStream stdin;
    private final BuildSides buildSides;
    private final StoredRecipes recipes;
    private final Observer observer;

    /**
     * Works on a host.
     *
     * @param running the running kernel, whose machine is the one that modules are built for
     * @param stdin what the manifest {@link ManifestFiles#STDIN} is read from
     * @param worker the command that runs {@link ckms.engine.buildside.worker.Worker#serve}
     * @throws IOException where it can't be told whose records are to be relied on
     */
    public Reconciler(Host host, Settings settings, Kernel running, InputStream stdin, List<String> worker)
            throws IOException {
        this.host = host;
        this.settings = settings;
        this.running = running;
        this.stdin = stdin;
        this.buildSides = new BuildSides(host, worker);
        this.recipes = new StoredRecipes(settings.state());
        List<Records> records = RecordsFolder.reliable(host, settings.state()).stream()
                .map(Records::new)
                .toList();
        this.observer = new Observer(settings, running, records, recipes);
    }

    /** Tells what holds for this host. */
    public Settings settings() {
        return settings;
    }

    /** Tells which machine this is, and whose process. */
    public Host host() {
        return host;
    }

    /** Tells which kernel runs. */
    public Kernel running() {
        return running;
    }

    /**
     * Looks at everything that there is.
     *
     * @throws IOException where something can't be read; the sentence names it
     */
    public Observed observe() throws IOException {
        return observer.observe();
    }

    /**
     * Looks at one kernel, installed or not.
     *
     * @param release empty means the running one
     * @throws IOException where the link to its headers can't be read
     */
    public KernelTree kernel(Optional<String> release) throws IOException {
        return observer.kernel(
                release.map(text -> new Kernel(text, running.machine())).orElse(running));
    }

    /**
     * Plans what leads from what there is to what manifests want.
     *
     * @param manifests files, folders and {@link ManifestFiles#STDIN}; none means the host's own
     * @param scope the part that is asked for
     * @param unguarded what to do although a guard would refuse it
     * @return the plan, or all that is wrong with the manifests, their recipes and the scope
     * @throws IOException where something can't be read; the sentence names it
     * @throws InterruptedException where a program that tells of a build's input was interrupted
     */
    public Parsed<Planning> plan(List<Path> manifests, Scope scope, Set<Guard> unguarded)
            throws IOException, InterruptedException {
        var problems = new Diagnostics();
        List<Path> paths = manifests.isEmpty() ? ManifestFiles.ofTheHost(settings.roots()) : manifests;
        if (paths.isEmpty()) {
            return Parsed.failure(ManifestFiles.none(settings.roots()));
        }
        List<Manifest> read = new ManifestFiles(stdin, problems).read(paths);
        Observed observed = observe();
        Desired desired = new DesiredReader(settings, running, observed.trees(), problems).read(read, scope);
        if (problems.hasErrors()) {
            return problems.failure();
        }
        Optional<Diagnostic> unknown = new ScopeCheck(desired, observed).complaint();
        return unknown.isPresent()
                ? Parsed.failure(unknown.get())
                : problems.resultOf(plan(desired, observed, unguarded, problems.found()));
    }

    /**
     * Plans what leads from what there is now to what was wanted before.
     *
     * @throws IOException where something can't be read; the sentence names it
     * @throws InterruptedException where a program that tells of a build's input was interrupted
     */
    public Planning plan(Desired desired, Set<Guard> unguarded) throws IOException, InterruptedException {
        return plan(desired.asSourcesAre(), observe(), unguarded, List.of());
    }

    private Planning plan(Desired desired, Observed observed, Set<Guard> unguarded, List<Diagnostic> warnings)
            throws IOException, InterruptedException {
        InputChanges changes = new InputChanges(host, settings).find(desired, observed);
        var situation = new Situation(observed, changes.changes(), changes.failing(), settings.finalizers(), unguarded);
        Plan plan = Planner.plan(desired, situation);
        return new Planning(place(), desired, observed, changes, unguarded, plan, warnings);
    }

    /** Tells where plans are for. */
    public Planning.Place place() {
        return new Planning.Place(settings.roots().root(), settings.state().root(), settings.destdir());
    }

    /**
     * Decides what one of the original's commands comes to.
     *
     * @param release the kernel that it is for; empty means the running one
     * @throws IOException where something can't be read; the sentence names it
     */
    public Decision decide(Verb verb, Optional<String> release) throws IOException {
        return verb.decide(new Asked(settings, observer, observe(), kernel(release)));
    }

    /**
     * Plans to remove what belongs to nobody.
     *
     * @return the plan; a failure where no kernel is to be seen at all
     * @throws IOException where something can't be read; the sentence names it
     */
    public Parsed<Plan> collect() throws IOException {
        return Collecting.plan(observe());
    }

    /**
     * Waits for the turn to change the host, and mends what an earlier writer was interrupted in.
     *
     * @param command what it is for, so that others can tell whom they wait for
     * @param waiting hears whom this waits for, when that takes long
     * @throws ckms.engine.store.StateBusyException where another one still had its turn after the timeout
     * @throws IOException where the state directory can't be worked on, or what was interrupted not be mended
     * @throws InterruptedException when this thread was interrupted
     */
    public Session open(String command, Consumer<String> waiting) throws IOException, InterruptedException {
        String holder =
                "ckms " + command + " (process " + ProcessHandle.current().pid() + ")";
        return new Session(Writer.open(host, settings, recipes, buildSides, holder, waiting));
    }
}
