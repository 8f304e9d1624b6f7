package ckms.model.recipe;

import ckms.model.PackageId;
import java.util.List;
import java.util.Map;

/**
 * A recipe as it reads for one kernel, with all references resolved.
 *
 * @param pkg the package that the recipe builds
 * @param make the name of the make program that hooks should use
 * @param initramfs whether its modules are needed in the initramfs
 * @param network whether its hooks may use the network
 * @param hooks the shell snippets, by hook
 * @param modules the modules that the package builds, sorted by name
 */
public record Recipe(
        PackageId pkg,
        String make,
        Condition initramfs,
        boolean network,
        Map<Hook, String> hooks,
        List<KernelModule> modules) {
    /** The make program of a recipe that names none; where it is missing, GNU {@code make} is used. */
    public static final String DEFAULT_MAKE = "gmake";

    /** Makes a recipe with its own copies of the hooks and modules. */
    public Recipe {
        hooks = Map.copyOf(hooks);
        modules = List.copyOf(modules);
    }
}
