package ckms.engine.report.document;

import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The state of packages on all kernels, as {@code ckms status --json} prints it; the JSON schema is {@code
 * status.schema.json}.
 *
 * @param formatVersion {@link DocumentJson#FORMAT}
 * @param type {@code status}
 * @param kernels the installed kernels
 * @param packages the packages that are asked for
 */
public record StatusDocument(
        String formatVersion, String type, List<KernelDocument> kernels, List<PackageDocument> packages) {
    /**
     * An installed kernel.
     *
     * @param running whether it runs
     * @param headers whether its headers are there
     */
    public record KernelDocument(Kernel address, boolean running, boolean headers) {}

    /**
     * A package, with its state on each kernel.
     *
     * @param source the source tree, which need not exist; empty if none is registered
     * @param owner the manifest that had the package registered; empty if none did
     * @param isProtected whether prune leaves the package alone
     * @param cells the package on each installed kernel, and on each other one that it is built for
     */
    public record PackageDocument(
            PackageId address,
            String name,
            String version,
            Optional<Path> source,
            boolean sourceExists,
            Owner owner,
            boolean isProtected,
            List<CellDocument> cells) {}

    /**
     * A package on a kernel.
     *
     * @param disabled whether a marker disables it
     * @param owner the manifest that had it built or installed; empty if none did
     * @param damage what has changed since it was installed; empty if nothing has
     */
    public record CellDocument(
            Cell address, Kernel kernel, CellState state, boolean disabled, Owner owner, String damage) {}

    /** Makes the document of the packages that are asked for. */
    public static StatusDocument of(Observed observed, Predicate<PackageId> asked) {
        List<KernelDocument> kernels = observed.trees().stream()
                .map(tree -> new KernelDocument(
                        tree.kernel(),
                        observed.machine().running().equals(Optional.of(tree.kernel())),
                        tree.headers().isPresent()))
                .toList();
        List<PackageDocument> packages = observed.all().stream()
                .filter(pkg -> asked.test(pkg.id()))
                .map(pkg -> pkg(observed, pkg))
                .toList();
        return new StatusDocument(DocumentJson.FORMAT, "status", kernels, packages);
    }

    private static PackageDocument pkg(Observed observed, ObservedPackage pkg) {
        var kernels = new TreeSet<Kernel>(observed.kernels().keySet());
        kernels.addAll(pkg.built());
        var cells = new ArrayList<CellDocument>();
        for (Kernel kernel : kernels) {
            var cell = new Cell(pkg.id(), kernel);
            cells.add(new CellDocument(
                    cell,
                    kernel,
                    pkg.on(kernel),
                    observed.markers().containsKey(cell),
                    observed.owner(cell),
                    observed.damage().getOrDefault(cell, "")));
        }
        return new PackageDocument(
                pkg.id(),
                pkg.id().name(),
                pkg.id().version(),
                pkg.source(),
                pkg.sourceExists(),
                observed.ownership(pkg.id()).owner(),
                observed.ownership(pkg.id()).isProtected(),
                cells);
    }
}
