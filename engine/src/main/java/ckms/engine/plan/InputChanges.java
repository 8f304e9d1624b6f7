package ckms.engine.plan;

import ckms.engine.Settings;
import ckms.engine.build.BuildInputs;
import ckms.engine.desired.Desired;
import ckms.engine.desired.DesiredCell;
import ckms.engine.desired.DesiredPackage;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import ckms.engine.observe.Observed;
import ckms.engine.state.BuildRecord;
import ckms.engine.state.FailedBuild;
import ckms.engine.state.Input;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.run.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which builds are not what would be built now, since something that they were made from changed. */
public final class InputChanges {
    private final CurrentInputs current;
    private final Map<Cell, String> changes = new HashMap<>();
    private final Map<Cell, String> failing = new HashMap<>();
    private final Map<Cell, Map<String, Input>> refreshed = new HashMap<>();

    /** Looks at that host. */
    public InputChanges(Host host, Settings settings) {
        this.current = new CurrentInputs(host, settings);
    }

    /**
     * An input of a build, and what became of it.
     *
     * @param isKnown whether there is something to compare
     * @param changed whether it is another one now
     */
    public record Compared(String name, boolean isKnown, boolean changed) {}

    /** Looks at all cells that are wanted and built. */
    public InputChanges find(Desired desired, Observed observed) throws IOException, InterruptedException {
        for (DesiredPackage pkg : desired.packages()) {
            for (DesiredCell wanted : pkg.cells()) {
                List<Compared> compared = compare(pkg, wanted, observed);
                compared.stream()
                        .filter(Compared::changed)
                        .findFirst()
                        .ifPresent(input -> changes.put(wanted.cell(), input.name() + " changed"));
                if (fails(pkg, wanted, observed)) {
                    Failure failure = observed.failures().get(wanted.cell()).failure();
                    failing.put(wanted.cell(), failure.detail().isEmpty() ? failure.sentence() : failure.detail());
                }
            }
        }
        return this;
    }

    /** Whether a build failed in the compiler and would be made from just the same now. */
    private boolean fails(DesiredPackage pkg, DesiredCell wanted, Observed observed)
            throws IOException, InterruptedException {
        FailedBuild failed = observed.failures().get(wanted.cell());
        Optional<KernelTree> kernel = observed.kernel(wanted.cell().kernel());
        if (failed == null || kernel.isEmpty()) {
            return false;
        }
        Map<String, Optional<Input>> now = current.of(pkg, wanted, kernel.get(), failed.inputs());
        return now.keySet().equals(failed.inputs().keySet())
                && now.entrySet().stream()
                        .allMatch(input ->
                                isSame(input.getValue(), failed.inputs().get(input.getKey())));
    }

    /** What was not known, and still is not, is the same. */
    private static boolean isSame(Optional<Input> now, Input then) {
        return now.map(Input::digest).orElse("").equals(then.digest());
    }

    /** The builds that failed in the compiler, and of which no input has changed since, with the first error. */
    public Map<Cell, String> failing() {
        return failing;
    }

    /** The cells of which an input changed, and which one. */
    public Map<Cell, String> changes() {
        return changes;
    }

    /** The inputs of builds that are the same in other files, or at another time, than was recorded. */
    public Map<Cell, Map<String, Input>> refreshed() {
        return refreshed;
    }

    /** What became of each input of a cell's build; nothing where it is not built, or nobody recorded from what. */
    public List<Compared> compare(DesiredPackage pkg, DesiredCell wanted, Observed observed)
            throws IOException, InterruptedException {
        BuildRecord record = observed.builds().get(wanted.cell());
        Optional<KernelTree> kernel = observed.kernel(wanted.cell().kernel());
        if (record == null || kernel.isEmpty() || !wanted.state().level().reaches(CellState.BUILT)) {
            return List.of();
        }
        Map<String, Input> then = record.inputs();
        Map<String, Optional<Input>> now = current.of(pkg, wanted, kernel.get(), then);
        var compared = new ArrayList<Compared>();
        Map<String, Input> fresh = new LinkedHashMap<>(then);
        now.forEach((name, input) -> {
            boolean isKnown = then.containsKey(name) && input.isPresent();
            boolean changed =
                    isKnown && !input.get().digest().equals(then.get(name).digest());
            compared.add(new Compared(name, isKnown, changed));
            if (isKnown && !changed && !input.get().stamp().isEmpty()) {
                fresh.put(name, input.get());
            }
        });
        if (!BuildInputs.dependencies(then.keySet()).equals(BuildInputs.dependencies(now.keySet()))) {
            compared.add(new Compared("what it depends on", true, true));
        }
        if (!fresh.equals(then) && compared.stream().noneMatch(Compared::changed)) {
            refreshed.put(wanted.cell(), fresh);
        }
        return compared;
    }
}
