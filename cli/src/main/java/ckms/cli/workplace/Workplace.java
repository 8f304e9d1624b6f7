package ckms.cli.workplace;

import ckms.cli.console.Console;
import ckms.engine.buildside.worker.BuildSides;
import ckms.engine.host.Host;
import ckms.engine.host.process.Processes;
import ckms.engine.installside.Inventory;
import ckms.engine.installside.Records;
import ckms.engine.installside.RecordsFolder;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.changes.InputChanges;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredReader;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.observe.Observer;
import ckms.engine.reconcile.plan.Guard;
import ckms.engine.reconcile.plan.Planner;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.run.Session;
import ckms.engine.report.check.FileCheck;
import ckms.engine.report.doctor.Doctor;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateLock;
import ckms.model.Cell;
import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The objects of one call, wired together by hand. */
public final class Workplace {
    private final Host host;
    private final Settings settings;
    private final Optional<String> kernel;
    private final Console console;
    private final List<String> worker;
    private final Observer observer;
    private final String running;
    private final List<Records> records;

    private Workplace(Host host, Settings settings, Optional<String> kernel, Console console, List<String> worker)
            throws IOException, InterruptedException {
        this.host = host;
        this.settings = settings;
        this.kernel = kernel;
        this.console = console;
        this.worker = worker;
        this.records = RecordsFolder.reliable(host, settings.state()).stream()
                .map(Records::new)
                .toList();
        this.running = told(host, "osrelease", "-r");
        this.observer = new Observer(settings, told(host, "arch", "-m"), running, records);
    }

    /** Wires everything for those options; {@code worker} is the command that starts this program as a worker. */
    public static Workplace of(
            GlobalOptions options, boolean needsState, Console console, Processes processes, List<String> worker)
            throws IOException, InterruptedException, RefusedException {
        Host host = Host.here(processes);
        Settings settings = new SettingsReader(options, console).read(host, needsState);
        return new Workplace(host, settings, options.kernel(), console, worker);
    }

    /** What is settled. */
    public Settings settings() {
        return settings;
    }

    /** Looks at the host. */
    public Observer observer() {
        return observer;
    }

    /** The release of the running kernel. */
    public String runningKernel() {
        return running;
    }

    /** What the kernel tells in a file, where it does; else uname, which takes a process. */
    private static String told(Host host, String file, String option) throws IOException, InterruptedException {
        Path told = Path.of("/proc/sys/kernel", file);
        return Files.isReadable(told) ? Files.readString(told).strip() : host.uname(option);
    }

    /** Finds out which builds are not what would be built now. */
    public InputChanges inputChanges() {
        return new InputChanges(host, settings);
    }

    /** Works out what manifests want here; {@code problems} gets all that is wrong with them. */
    public DesiredReader desired(Observed observed, Diagnostics problems) {
        return new DesiredReader(settings, observed.machine(), observed.running(), observed.trees(), problems);
    }

    /** Where plans are for. */
    public PlanDocument.HostDocument hostDocument() {
        return new PlanDocument.HostDocument(
                settings.roots().root(), settings.state().root(), settings.destdir(), running);
    }

    /** Plans what leads from what there is to what is wanted. */
    public Plan plan(Desired desired, Observed observed, InputChanges changes, Set<Guard> unguarded)
            throws IOException, InterruptedException {
        changes.find(desired, observed);
        return Planner.plan(
                desired,
                new Situation(observed, changes.changes(), changes.failing(), settings.finalizers(), unguarded));
    }

    /** Finds out what is wrong here. */
    public Doctor doctor() throws IOException {
        return new Doctor(host, settings, observer.kernel(running).kernel());
    }

    /** Checks files, for the kernel that was named, or else the running one. */
    public FileCheck fileCheck() throws IOException, InterruptedException {
        return new FileCheck(host, settings, kernel());
    }

    /** What the host has of the kernel that was named, or else of the running one; installed or not. */
    public KernelTree kernel() throws IOException, InterruptedException {
        return observer.kernel(kernel.isPresent() ? kernel.get() : runningKernel());
    }

    /** The kernels on which files of a package are recorded and there. */
    public Set<Kernel> recorded(PackageId pkg) throws IOException {
        var kernels = new TreeSet<Kernel>();
        for (Records place : records) {
            for (Inventory inventory : place.inventories()) {
                if (inventory.cell().pkg().equals(pkg) && !inventory.isGone()) {
                    kernels.add(inventory.cell().kernel());
                }
            }
        }
        return kernels;
    }

    /** What is recorded as installed of a cell's package on its kernel, by whoever recorded it. */
    public Optional<Inventory> inventory(Cell cell) throws IOException {
        for (Records place : records) {
            Optional<Inventory> inventory = place.inventory(cell);
            if (inventory.isPresent()) {
                return inventory;
            }
        }
        return Optional.empty();
    }

    /** Begins to change the host: waits for the lock, and mends what was interrupted. */
    public Session session(String command) throws IOException, InterruptedException {
        String holder =
                "ckms " + command + " (process " + ProcessHandle.current().pid() + ")";
        var own = new Records(RecordsFolder.of(host, settings.state()));
        Optional<StateLock> lock = lockRecords(own, holder);
        host.processes().endLeftOver();
        try {
            var buildSide = new BuildSides(host, worker).open(settings, holder, this::waiting);
            return Session.open(host, settings, buildSide, own, lock);
        } catch (IOException | InterruptedException e) {
            if (lock.isPresent()) {
                lock.get().close();
            }
            throw e;
        }
    }

    /** The state directory's own lock is its owner's, who may do with it what he likes; root's records have root's. */
    private Optional<StateLock> lockRecords(Records own, String holder) throws IOException, InterruptedException {
        return own.root().equals(settings.state().own())
                ? Optional.empty()
                : Optional.of(StateLock.acquire(
                        own.root(),
                        "the state directory " + settings.state().root(),
                        holder,
                        settings.lockTimeout(),
                        this::waiting));
    }

    private void waiting(String other) {
        console.warning("waiting for " + other);
    }
}
