package ckms.engine.report.doctor;

import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.Compression;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuiltModules;
import ckms.model.Cell;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The module files of what was installed without a record, as the original CKMS does; recipes name them. */
final class UnrecordedModules {
    private final Patient patient;

    UnrecordedModules(Patient patient) {
        this.patient = patient;
    }

    /** Lists the paths of the modules, in every compression, since it is not known which one was used. */
    List<Path> files() {
        var files = new ArrayList<Path>();
        Set<Cell> linked = new HashSet<>(patient.linked());
        patient.inventories().forEach(inventory -> linked.remove(inventory.cell()));
        for (KernelTree kernel : patient.kernels()) {
            linked.stream()
                    .filter(cell -> cell.kernel().equals(kernel.kernel()))
                    .forEach(cell -> add(cell, kernel, files));
        }
        return files;
    }

    private void add(Cell cell, KernelTree kernel, List<Path> files) {
        Path folder = patient.settings().destdir().resolve(cell.kernel().release());
        for (KernelModule module : modules(cell, kernel)) {
            for (Compression any : Compression.values()) {
                files.add(folder.resolve(module.dest())
                        .resolve(module.fileName() + any.suffix())
                        .normalize());
            }
        }
    }

    private List<KernelModule> modules(Cell cell, KernelTree kernel) {
        try {
            Optional<Recipe> recipe = patient.recipes()
                    .evaluateIfGood(cell.pkg(), patient.settings().recipeContext(kernel));
            return recipe.isPresent()
                    ? new BuiltModules(
                                    recipe.get(),
                                    BuildRecord.read(patient.settings().state(), cell))
                            .modules(cell)
                    : List.of();
        } catch (IOException thenItsFilesAreUnknown) {
            return List.of();
        }
    }
}
