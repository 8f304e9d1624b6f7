package ckms.engine.install;

import ckms.engine.kernel.KernelTree;
import ckms.engine.module.Compression;
import ckms.model.Cell;
import ckms.model.recipe.KernelModule;
import java.util.List;

/**
 * What to install.
 *
 * @param kernel what the host has of the cell's kernel
 * @param modules what the recipe says is to be installed
 * @param compression how
 * @param owner the manifest that declares it; empty where a verb does
 */
public record InstallOrder(
        Cell cell, KernelTree kernel, List<KernelModule> modules, Compression compression, String owner) {
    public InstallOrder {
        modules = List.copyOf(modules);
    }
}
