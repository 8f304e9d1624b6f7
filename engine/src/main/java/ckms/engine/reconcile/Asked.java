package ckms.engine.reconcile;

import ckms.engine.host.Host;
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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings and the state of the host by which a {@link Verb} decides what to do.
 *
 * @param host the machine, and the user of this call
 * @param settings the settings of this call
 * @param observer reads details that {@code observed} does not hold
 * @param observed what there is on the host
 * @param kernel the kernel that the verb is for
 * @param signatures tells whether modules can be signed
 */
public record Asked(
        Host host, Settings settings, Observer observer, Observed observed, KernelTree kernel, Signatures signatures) {
    /**
     * Makes the planner of the CKMS commands.
     *
     * @throws IOException if the folders of modules can't be looked at
     */
    Verbs verbs() throws IOException {
        return new Verbs(observed, settings.finalizers());
    }

    /**
     * Finds the package that is named by {@code NAME=VERSION}, or by its folder in the state directory.
     *
     * @return empty if the text names no package
     * @throws IOException if the folder can't be looked at
     */
    Optional<PackageId> find(String text) throws IOException {
        Optional<PackageId> named = Address.parse(text).flatMap(Address::pkg);
        return named.isPresent() ? named : byFolder(Path.of(text));
    }

    private Optional<PackageId> byFolder(Path path) throws IOException {
        Path folder = settings.roots().within(path);
        return Files.isDirectory(folder) ? settings.state().pkg(folder.toRealPath()) : Optional.empty();
    }

    /** Refuses a text that names no package, and lists the versions of the package whose bare name it is. */
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

    /** Says whether a failed build of a package for the verb's kernel left its stage behind. */
    boolean hasStage(PackageId pkg) {
        return Files.exists(
                settings.state().stage(new Cell(pkg, kernel.kernel())).root());
    }
}
