package ckms.engine.store;

import ckms.model.Cell;
import ckms.model.recipe.Condition;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The recipe of a finished build, with its conditions as they were answered then.
 *
 * @param record the record of the build; empty if there is none
 */
public record BuiltModules(Recipe recipe, Optional<BuildRecord> record) {
    /**
     * Lists the modules that were built.
     *
     * @throws IOException if the answer to a condition is not on record
     */
    public List<KernelModule> modules(Cell cell) throws IOException {
        var built = new ArrayList<KernelModule>();
        for (KernelModule module : recipe.modules()) {
            if (isIncluded(module, cell)) {
                built.add(module);
            }
        }
        return built;
    }

    private boolean isIncluded(KernelModule module, Cell cell) throws IOException {
        if (module.included() instanceof Condition.Fixed fixed) {
            return fixed.holds();
        }
        BuildRecord known = record.orElseThrow(() -> new IOException("there is no record of how 'if' of [module."
                + module.name() + "] was answered when " + cell + " was built; clean and build it again"));
        return known.digest(module.file()).isPresent();
    }

    /** Says whether the modules are needed in the initramfs; true if the answer to that condition is not on record. */
    public boolean initramfs() {
        return recipe.initramfs() instanceof Condition.Fixed fixed
                ? fixed.holds()
                : record.map(BuildRecord::initramfs).orElse(true);
    }
}
