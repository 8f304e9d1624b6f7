package ckms.engine.reconcile;

import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.observe.Observer;
import ckms.engine.reconcile.plan.Decision;
import ckms.engine.reconcile.plan.Verbs;
import ckms.engine.settings.Settings;
import ckms.engine.store.StateDirectory;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a verb is decided by.
 *
 * @param observer looks at what {@code observed} does not say
 * @param observed what there is
 * @param kernel the kernel that it is for
 */
public record Asked(Settings settings, Observer observer, Observed observed, KernelTree kernel) {
    /** Plans the original's commands. */
    Verbs verbs() throws IOException {
        return new Verbs(observed, settings.finalizers());
    }

    /**
     * Finds the package that is named by {@code name=version}, or by its folder in the state directory.
     *
     * @return empty where that names none
     * @throws IOException where the folder can't be looked at
     */
    Optional<PackageId> find(String text) throws IOException {
        Optional<PackageId> named = Address.parse(text).flatMap(Address::pkg);
        return named.isPresent() ? named : byFolder(Path.of(text));
    }

    private Optional<PackageId> byFolder(Path path) throws IOException {
        return Files.isDirectory(path) ? settings.state().pkg(path.toRealPath()) : Optional.empty();
    }

    /** Says that a text names no package, and which there are that may be meant. */
    Decision unknown(String text) {
        StateDirectory state = settings.state();
        String versions = observed.all().stream()
                .map(pkg -> pkg.id())
                .filter(pkg -> pkg.name().equals(text))
                .map(PackageId::toString)
                .collect(Collectors.joining(", "));
        return Decision.refuse("'" + text + "' names no package; write name=version, or the path of its folder in "
                + state.root() + (versions.isEmpty() ? "" : "; there is " + versions));
    }

    /** Lists what a package depends on, on the kernel. */
    List<PackageId> dependencies(PackageId pkg) {
        return new KnownDependencies(settings, observed).of(new Cell(pkg, kernel.kernel()));
    }

    /** Whether a failed build of the package for the kernel left anything. */
    boolean hasStage(PackageId pkg) {
        return Files.exists(
                settings.state().stage(new Cell(pkg, kernel.kernel())).root());
    }
}
