package ckms.engine.installside;

import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import ckms.model.recipe.KernelModule;
import java.util.List;

/**
 * What to uninstall.
 *
 * @param kernel what the host has of the cell's kernel
 * @param modules what the recipe says, for what the original installed without a record
 * @param initramfs whether the modules are needed in the initramfs
 * @param force whether files that changed since go too
 */
public record UninstallOrder(
        Cell cell, KernelTree kernel, List<KernelModule> modules, boolean initramfs, boolean force) {
    public UninstallOrder {
        modules = List.copyOf(modules);
    }
}
