package ckms.engine.reconcile.plan;

import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans to remove what belonged to kernels that are gone, and what is left over in the state directory. */
public final class Collecting {
    static final String GONE = "its kernel is gone";

    private Collecting() {}

    /** The plan; a refusal where no kernel is to be seen at all, as where a file system is not mounted. */
    public static Verdict plan(Observed observed) {
        if (observed.kernels().isEmpty()) {
            return new Verdict.Refused("there is no kernel at all below the folder of modules, so that all of them"
                    + " would seem to be gone; is a file system not mounted?");
        }
        Set<Cell> installed = new TreeSet<>(observed.inventories().keySet());
        Set<Cell> built = new TreeSet<>();
        observed.all().forEach(pkg -> {
            pkg.installed().forEach(kernel -> installed.add(new Cell(pkg.id(), kernel)));
            pkg.built().forEach(kernel -> built.add(new Cell(pkg.id(), kernel)));
        });
        List<Step> steps = new ArrayList<>();
        installed.stream()
                .filter(cell -> isGone(cell, observed))
                .forEach(cell -> steps.add(new Step.Uninstall(cell, GONE)));
        built.stream().filter(cell -> isGone(cell, observed)).forEach(cell -> steps.add(new Step.Clean(cell, GONE)));
        Set<String> releases =
                observed.kernels().keySet().stream().map(Kernel::release).collect(Collectors.toSet());
        releases.add(observed.running());
        steps.add(new Step.Collect(releases, "what nobody needs any more, if there is any"));
        return new Verdict.Do(Plan.inTurn(steps));
    }

    /** The running kernel may have been taken from the disk by an upgrade; it is in use all the same. */
    static boolean isGone(Cell cell, Observed observed) {
        return observed.kernels().keySet().stream()
                        .noneMatch(
                                kernel -> kernel.release().equals(cell.kernel().release()))
                && !cell.kernel().release().equals(observed.running());
    }
}
