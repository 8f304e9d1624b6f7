package ckms.engine.installside;

import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.BuildRecord;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.recipe.KernelModule;
import java.util.List;
import java.util.Optional;

/**
 * An order to install what is built of a cell.
 *
 * @param kernel what the host has of the cell's kernel
 * @param modules the modules of the recipe that are installed
 * @param compression how the modules are compressed
 * @param built the record of the build; empty if there is none, as after a build by the original CKMS
 * @param initramfs whether the modules are needed in the initramfs
 * @param owner the manifest that has it installed
 */
public record InstallOrder(
        Cell cell,
        KernelTree kernel,
        List<KernelModule> modules,
        Compression compression,
        Optional<BuildRecord> built,
        boolean initramfs,
        Owner owner) {
    /** Makes an order with a copy of the modules. */
    public InstallOrder {
        modules = List.copyOf(modules);
    }
}
