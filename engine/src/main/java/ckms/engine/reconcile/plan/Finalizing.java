package ckms.engine.reconcile.plan;

import ckms.engine.installside.Inventory;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans what brings a kernel up to date once its modules changed: depmod, and then the initramfs. */
final class Finalizing {
    private static final String LATE = "did not run after the last change";

    private final Observed observed;
    private final Set<Finalizer> finalizers;

    Finalizing(Observed observed, Set<Finalizer> finalizers) {
        this.observed = observed;
        this.finalizers = finalizers;
    }

    /**
     * Plans the last steps for one kernel.
     *
     * @param last the changes of its modules that no other change waits for
     * @param changes all changes of its modules
     * @param affected the cells that are wanted and change
     */
    List<PlannedStep> after(Kernel kernel, List<Step> last, List<Step> changes, List<DesiredCell> affected) {
        Set<Finalizer> unfinished = observed.unfinished(kernel);
        boolean exists = observed.kernel(kernel).isPresent();
        boolean changed = exists && !changes.isEmpty();
        var steps = new ArrayList<PlannedStep>();
        List<Step> before = last;
        if ((changed && finalizers.contains(Finalizer.DEPMOD)) || unfinished.contains(Finalizer.DEPMOD)) {
            Step depmod = new Step.Depmod(kernel, changed ? Finalizer.CHANGED : LATE);
            steps.add(new PlannedStep(depmod, before));
            before = List.of(depmod);
        }
        List<PackageId> needed = neededInInitramfs(changes, affected);
        if (exists && !needed.isEmpty() && finalizers.contains(Finalizer.INITRAMFS)) {
            steps.add(new PlannedStep(new Step.RefreshInitramfs(kernel, needed, Finalizer.CHANGED), before));
        } else if (unfinished.contains(Finalizer.INITRAMFS)) {
            steps.add(new PlannedStep(new Step.RefreshInitramfs(kernel, List.of(), LATE), before));
        }
        return steps;
    }

    /** Lists the packages whose new modules may be needed in the initramfs, or whose removed modules were. */
    private List<PackageId> neededInInitramfs(List<Step> changes, List<DesiredCell> affected) {
        Set<Cell> mayBeNeeded = affected.stream()
                .filter(DesiredCell::initramfs)
                .map(DesiredCell::cell)
                .collect(Collectors.toSet());
        var needed = new TreeSet<PackageId>();
        for (Step change : changes) {
            Cell cell = ((Step.OnCell) change).cell();
            boolean comes = change.action().installs() && mayBeNeeded.contains(cell);
            if (comes || goes(change, cell)) {
                needed.add(cell.pkg());
            }
        }
        return List.copyOf(needed);
    }

    /**
     * Says whether a change removes modules that the initramfs needs. The install side marks the kernel by the same
     * rule: by the record of the installation, or by the recipe if there is no record.
     */
    private boolean goes(Step change, Cell cell) {
        if (change instanceof Step.Install install) {
            return install.replaced()
                    .filter(old -> wasNeeded(new Cell(old, cell.kernel())))
                    .isPresent();
        }
        return observed.inventories().containsKey(cell)
                ? wasNeeded(cell)
                : observed.initramfs().contains(cell);
    }

    private boolean wasNeeded(Cell cell) {
        Inventory inventory = observed.inventories().get(cell);
        return inventory != null && inventory.initramfs();
    }
}
