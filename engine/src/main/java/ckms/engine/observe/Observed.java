package ckms.engine.observe;

import ckms.engine.install.Finalizer;
import ckms.engine.kernel.KernelTree;
import ckms.engine.state.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What there is on the host.
 *
 * @param machine the machine that modules are built for
 * @param kernels those that are installed, in order
 * @param packages those in the state directory, in order
 * @param disabled the cells that a marker of the host's disables
 * @param missing for a cell that should be installed, a module file of it that is gone
 * @param initramfs the cells that are built and whose modules are needed in the initramfs
 * @param unfinished what is not up to date since a kernel's modules changed
 */
public record Observed(
        String machine,
        List<KernelTree> kernels,
        List<ObservedPackage> packages,
        Set<Cell> disabled,
        Map<Cell, String> missing,
        Set<Cell> initramfs,
        Map<Kernel, Set<Finalizer>> unfinished) {
    public Observed {
        kernels = List.copyOf(kernels);
        packages = List.copyOf(packages);
        disabled = Set.copyOf(disabled);
        missing = Map.copyOf(missing);
        initramfs = Set.copyOf(initramfs);
        unfinished = Map.copyOf(unfinished);
    }

    /** A kernel that is installed; empty where it is not. */
    public Optional<KernelTree> kernel(Kernel kernel) {
        return kernels.stream().filter(tree -> tree.kernel().equals(kernel)).findFirst();
    }

    /** A package, whether or not there is anything of it. */
    public ObservedPackage pkg(PackageId id) {
        return packages.stream()
                .filter(pkg -> pkg.id().equals(id))
                .findFirst()
                .orElseGet(() -> ObservedPackage.none(id));
    }

    /** The version of a package that is installed on a kernel. */
    public Optional<PackageId> installed(String name, Kernel kernel) {
        return packages.stream()
                .filter(pkg -> pkg.id().name().equals(name) && pkg.installed().contains(kernel))
                .map(ObservedPackage::id)
                .findFirst();
    }

    /** What is not up to date since the kernel's modules changed. */
    public Set<Finalizer> unfinished(Kernel kernel) {
        return unfinished.getOrDefault(kernel, Set.of());
    }
}
