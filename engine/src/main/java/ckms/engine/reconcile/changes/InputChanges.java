package ckms.engine.reconcile.changes;

import ckms.engine.buildside.sign.KeyFiles;
import ckms.engine.host.Host;
import ckms.engine.inputs.InputComparison;
import ckms.engine.inputs.InputMemory;
import ckms.engine.inputs.InputSource;
import ckms.engine.inputs.InputSources;
import ckms.engine.inputs.Inputs;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.settings.Settings;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.FailedBuild;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.PackageId;
import ckms.model.run.Failure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the builds that are out of date, since something that they were made from, or they themselves, changed. */
public final class InputChanges {
    private final Host host;
    private final Settings settings;
    private final InputMemory memory = new InputMemory();
    private final Map<Cell, String> changes = new HashMap<>();
    private final Map<Cell, String> failing = new HashMap<>();
    private final Map<Cell, Inputs> refreshed = new HashMap<>();

    /** Makes an empty result for a host; {@link #find} fills it. */
    public InputChanges(Host host, Settings settings) {
        this.host = host;
        this.settings = settings;
    }

    /**
     * Compares what wanted cells were built from with what they would be built from now, whether the build was good or
     * failed.
     *
     * @return this
     * @throws InterruptedException if the thread is interrupted while it waits for a compiler's version, which is an
     *     input
     */
    public InputChanges find(Desired desired, Observed observed) throws InterruptedException {
        for (DesiredPackage pkg : desired.packages()) {
            for (DesiredCell wanted : pkg.cells()) {
                InputComparison compared = compare(pkg, wanted, observed);
                Optional<String> change = compared.change().or(() -> rewritten(wanted.cell(), observed));
                change.ifPresent(what -> changes.put(wanted.cell(), what));
                if (change.isEmpty() && isRefreshed(compared, wanted, observed)) {
                    refreshed.put(wanted.cell(), compared.refreshed());
                }
                if (fails(pkg, wanted, observed)) {
                    Failure failure = observed.failures().get(wanted.cell()).failure();
                    failing.put(wanted.cell(), failure.detail().isEmpty() ? failure.sentence() : failure.detail());
                }
            }
        }
        return this;
    }

    /** Tells that what is built is not what root had built, which is the output and no input of a build. */
    private static Optional<String> rewritten(Cell cell, Observed observed) {
        return observed.rewritten().contains(cell) ? Optional.of("what was built changed") : Optional.empty();
    }

    private static boolean isRefreshed(InputComparison compared, DesiredCell wanted, Observed observed) {
        BuildRecord record = observed.builds().get(wanted.cell());
        return record != null
                && !compared.inputs().isEmpty()
                && !compared.refreshed().equals(record.inputs());
    }

    /** Says whether a build failed in the compiler and a new one would have the same inputs. */
    private boolean fails(DesiredPackage pkg, DesiredCell wanted, Observed observed) throws InterruptedException {
        FailedBuild failed = observed.failures().get(wanted.cell());
        Optional<KernelTree> kernel = observed.kernel(wanted.cell().kernel());
        if (failed == null || kernel.isEmpty()) {
            return false;
        }
        InputSources sources = sources(pkg, wanted, kernel.get());
        return InputComparison.isSame(
                failed.inputs(),
                memory.look(sources, failed.inputs()),
                sources.all().keySet());
    }

    /**
     * Lists the cells whose build failed in the compiler and whose inputs have not changed since, each with the error.
     */
    public Map<Cell, String> failing() {
        return failing;
    }

    /** Lists the cells of whose build an input changed, each with a text that names the input. */
    public Map<Cell, String> changes() {
        return changes;
    }

    /** Lists the inputs of builds whose contents are as recorded, but whose files or times are not. */
    public Map<Cell, Inputs> refreshed() {
        return refreshed;
    }

    /**
     * Compares each input of a cell's build with what the cell would be built from now.
     *
     * @return no input if the cell has no record of a build, need not be built, or is on a kernel that is not installed
     * @throws InterruptedException if the thread is interrupted while it waits for a compiler's version, which is an
     *     input
     */
    public InputComparison compare(DesiredPackage pkg, DesiredCell wanted, Observed observed)
            throws InterruptedException {
        BuildRecord record = observed.builds().get(wanted.cell());
        Optional<KernelTree> kernel = observed.kernel(wanted.cell().kernel());
        if (record == null || kernel.isEmpty() || !wanted.state().level().reaches(CellState.BUILT)) {
            return InputComparison.NONE;
        }
        InputSources sources = sources(pkg, wanted, kernel.get());
        return InputComparison.of(
                record.inputs(),
                memory.look(sources, record.inputs()),
                sources.all().keySet());
    }

    private InputSources sources(DesiredPackage pkg, DesiredCell wanted, KernelTree kernel) {
        Map<PackageId, Path> symbols = new LinkedHashMap<>();
        wanted.dependencies().forEach(id -> symbols.put(id, settings.state().symbols(new Cell(id, kernel.kernel()))));
        InputSource key =
                kernel.headers().isPresent() ? new KeyFiles(host, kernel, settings.signingKey()) : InputSource.none();
        return InputSources.of(
                host,
                new InputSources.Parts(
                        pkg.source().map(source -> source.value()).filter(source -> pkg.sourceExists()),
                        Optional.of(wanted.recipe()).filter(recipe -> !recipe.isEmpty()),
                        kernel.headers().map(any -> kernel),
                        settings.config().build(),
                        key,
                        settings.state().root(),
                        symbols));
    }
}
