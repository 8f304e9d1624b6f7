package ckms.engine.installside;

import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import ckms.model.recipe.KernelModule;
import java.util.List;

/**
 * An order to uninstall a cell.
 *
 * @param kernel what the host has of the cell's kernel
 * @param modules the modules of the recipe, for what the original CKMS installed without a record
 * @param initramfs whether the modules are needed in the initramfs
 * @param force whether files that have changed since are deleted too
 */
public record UninstallOrder(
        Cell cell, KernelTree kernel, List<KernelModule> modules, boolean initramfs, boolean force) {
    /** Makes an order with a copy of the modules. */
    public UninstallOrder {
        modules = List.copyOf(modules);
    }
}
