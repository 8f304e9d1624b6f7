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
 * What to install.
 *
 * @param kernel what the host has of the cell's kernel
 * @param modules what the recipe says is to be installed
 * @param compression how
 * @param built what was recorded at build; empty where the original built it
 * @param initramfs whether the modules are needed in the initramfs
 * @param owner who has it installed
 */
public record InstallOrder(
        Cell cell,
        KernelTree kernel,
        List<KernelModule> modules,
        Compression compression,
        Optional<BuildRecord> built,
        boolean initramfs,
        Owner owner) {
    public InstallOrder {
        modules = List.copyOf(modules);
    }
}
