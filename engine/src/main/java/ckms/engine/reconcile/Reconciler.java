package ckms.engine.reconcile;

import ckms.engine.buildside.worker.BuildSides;
import ckms.engine.host.Host;
import ckms.engine.installside.BuildNotes;
import ckms.engine.installside.Installer;
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
import ckms.model.Machine;
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
import java.util.stream.Stream;

/**
 * The one entry to planning and running, from manifests and a host to a plan, and from the plan to a report: for the
 * command line, a hook at boot, a timer, a test. The reconciler itself only looks at the host. To change the host,
 * {@linkplain #open open} a session, plan again within it, and run that plan.
 */
public final class Reconciler {
    private final Host host;
    private final Settings settings;
    private final Machine machine;
    private final InputStream stdin;
    private final BuildSides buildSides;
    private final StoredRecipes recipes;
    private final Observer observer;
    private final Signatures signatures;

    /**
     * Makes a reconciler for a host.
     *
     * @param machine the machine, and the kernel that runs on it
     * @param stdin what is read for the manifest {@link ManifestFiles#STDIN}
     * @param worker the command that runs {@link ckms.engine.buildside.worker.Worker#serve}
     * @throws IOException if it can't be told whose records are to be relied on
     */
    public Reconciler(Host host, Settings settings, Machine machine, InputStream stdin, List<String> worker)
            throws IOException {
        this.host = host;
        this.settings = settings;
        this.machine = machine;
        this.stdin = stdin;
        this.buildSides = new BuildSides(host, worker);
        this.recipes = new StoredRecipes(settings.state());
        List<Records> records = RecordsFolder.reliable(host, settings.state()).stream()
                .map(folder -> new Records(folder, settings.roots()))
                .toList();
        this.observer = new Observer(settings, machine, records, BuildNotes.of(host, settings.state()), recipes);
        this.signatures = new Signatures(host, settings);
    }

    /** Returns the settings of this call. */
    public Settings settings() {
        return settings;
    }

    /** Returns the machine, and the user who runs ckms. */
    public Host host() {
        return host;
    }

    /** Returns the machine, and the kernel that runs on it. */
    public Machine machine() {
        return machine;
    }

    /**
     * Looks at the whole state of the host.
     *
     * @throws IOException if something can't be read; the exception names it
     */
    public Observed observe() throws IOException {
        return observer.observe();
    }

    /**
     * Looks at the kernel that a command is for, installed or not.
     *
     * @param release the kernel's release; empty means the running kernel
     * @return a failure if none is named and none runs
     * @throws IOException if the kernel's folder can't be looked at
     * @throws IllegalArgumentException if the text can't be a kernel release
     */
    public Parsed<KernelTree> kernel(Optional<String> release) throws IOException {
        Optional<Kernel> kernel = release.map(machine::kernel).or(machine::running);
        return kernel.isPresent()
                ? Parsed.of(observer.kernel(kernel.get()))
                : Parsed.failure(Diagnostic.error("refused", "no kernel runs below --root; name one with -k"));
    }

    /**
     * Looks at a kernel for a command that is for none in particular, which recipes are then read for.
     *
     * @param release the release of a kernel that is named all the same
     * @throws IOException if the folder of modules can't be looked at
     * @throws IllegalArgumentException if the text can't be a kernel release
     */
    public KernelTree anyKernel(Optional<String> release) throws IOException {
        return observer.kernel(release.isPresent() ? machine.kernel(release.get()) : machine.any(observer.kernels()));
    }

    /**
     * Plans the steps from the host's state to what manifests want.
     *
     * @param manifests files, folders and {@link ManifestFiles#STDIN}; none means the host's own manifests
     * @param scope the part of the manifests to plan for
     * @param unguarded the guards that are turned off
     * @return the plan; a failure if there is no manifest, or if the manifests, their recipes or the scope have errors
     * @throws IOException if something can't be read; the exception names it
     * @throws InterruptedException if the thread is interrupted while it waits for a compiler's version, which is an
     *     input
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
        Desired desired = new DesiredReader(host, settings, machine, observed.trees(), problems).read(read, scope);
        if (problems.hasErrors()) {
            return problems.failure();
        }
        Optional<Diagnostic> unknown = new ScopeCheck(desired, observed).complaint();
        return unknown.isPresent() ? Parsed.failure(unknown.get()) : plan(desired, observed, unguarded, problems);
    }

    /**
     * Plans again, from the host's present state, for what was read from manifests before.
     *
     * @param unguarded the guards that are turned off
     * @return the plan; a failure if modules can't be signed with the key that the user asked for
     * @throws IOException if something can't be read; the exception names it
     * @throws InterruptedException if the thread is interrupted while it waits for a compiler's version, which is an
     *     input
     */
    public Parsed<Planning> plan(Desired desired, Set<Guard> unguarded) throws IOException, InterruptedException {
        return plan(desired.asSourcesAre(), observe(), unguarded, new Diagnostics());
    }

    private Parsed<Planning> plan(Desired desired, Observed observed, Set<Guard> unguarded, Diagnostics problems)
            throws IOException, InterruptedException {
        problems.addAll(signatures.unmet(desired, observed));
        if (problems.hasErrors()) {
            return problems.failure();
        }
        InputChanges changes = new InputChanges(host, settings).find(desired, observed);
        var situation = new Situation(observed, changes.changes(), changes.failing(), settings.finalizers(), unguarded);
        Plan plan = checked(Planner.plan(desired, situation));
        List<Diagnostic> warnings = joined(problems.found(), observed);
        return problems.resultOf(new Planning(place(), desired, observed, changes, unguarded, plan, warnings));
    }

    /** Returns the places on the host that plans are for. */
    public Planning.Place place() {
        return new Planning.Place(settings.roots().root(), settings.state().root(), settings.destdir());
    }

    /**
     * Decides what a CKMS command does on this host.
     *
     * @param release the release of the kernel that the command is for; empty means the running kernel
     * @throws IOException if something can't be read, or root would change modules where others could exchange
     *     folders; the exception names it
     * @throws IllegalArgumentException if the text can't be a kernel release
     * @throws InterruptedException if the thread is interrupted while it waits for a program that looks at a key
     */
    public Decision decide(Verb verb, Optional<String> release) throws IOException, InterruptedException {
        Parsed<KernelTree> kernel = verb.isOnKernel() ? kernel(release) : Parsed.of(anyKernel(release));
        if (!(kernel instanceof Parsed.Valid<KernelTree> valid)) {
            return new Decision.Refused(kernel.diagnostics());
        }
        Observed observed = observe();
        Decision decision = verb.decide(new Asked(host, settings, observer, observed, valid.value(), signatures));
        return decision instanceof Decision.Do doing
                ? new Decision.Do(checked(doing.plan()), joined(doing.warnings(), observed))
                : decision;
    }

    private static List<Diagnostic> joined(List<Diagnostic> warnings, Observed observed) {
        return Stream.concat(warnings.stream(), observed.warnings().stream()).toList();
    }

    /**
     * Returns a plan, unless root is to change modules where others could exchange folders; an exception says so before
     * anything is done.
     */
    private Plan checked(Plan plan) throws IOException {
        if (plan.steps().stream().anyMatch(planned -> planned.step().action().changesModules())) {
            Installer.refuseUnlessRoots(host, settings.destdir());
        }
        return plan;
    }

    /**
     * Plans the removal of what was made for kernels that are gone, and of leftovers in the state directory.
     *
     * @return the plan; a failure if the host seems to have no kernel at all
     * @throws IOException if something can't be read; the exception names it
     */
    public Parsed<Plan> collect() throws IOException {
        return Collecting.plan(observe());
    }

    /**
     * Opens a session that may change the host: takes the lock of the state directory, and finishes or undoes what
     * earlier runs were interrupted in, as far as that goes.
     *
     * @param command the command that opens it, for others to read while they wait
     * @param waiting hears who holds the lock if the wait takes longer than a second
     * @throws ckms.engine.store.StateBusyException if another process still holds the lock after the timeout
     * @throws IOException if the state directory can't be used, or its records can't be read
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Session open(String command, Consumer<String> waiting) throws IOException, InterruptedException {
        String holder =
                "ckms " + command + " (process " + ProcessHandle.current().pid() + ")";
        return new Session(Writer.open(host, settings, recipes, buildSides, holder, waiting));
    }
}
