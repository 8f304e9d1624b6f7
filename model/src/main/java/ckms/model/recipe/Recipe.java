package ckms.model.recipe;

import ckms.model.PackageId;
import java.util.List;
import java.util.Map;

/**
 * A recipe as it reads for one kernel, all references resolved.
 *
 * @param pkg the package it builds
 * @param make the make that hooks are to use
 * @param initramfs whether its modules are needed in the initramfs
 * @param hooks the shell snippets that there are
 * @param modules by name
 */
public record Recipe(
        PackageId pkg, String make, Condition initramfs, Map<Hook, String> hooks, List<KernelModule> modules) {
    /** What make is called where the recipe does not say; GNU {@code make} serves where it is missing. */
    public static final String DEFAULT_MAKE = "gmake";

    public Recipe {
        hooks = Map.copyOf(hooks);
        modules = List.copyOf(modules);
    }
}
