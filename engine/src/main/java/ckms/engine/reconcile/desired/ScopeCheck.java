package ckms.engine.reconcile.desired;

import ckms.engine.reconcile.observe.Observed;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.Diagnostic;
import ckms.model.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds names in a scope that match nothing, which are typing errors. */
public final class ScopeCheck {
    private final Scope scope;
    private final Set<Cell> cells = new TreeSet<>();

    /** Makes a check of the scope against all cells that are wanted or built. */
    public ScopeCheck(Desired desired, Observed observed) {
        this.scope = desired.scope();
        desired.packages()
                .forEach(pkg -> pkg.cells().stream().map(DesiredCell::cell).forEach(cells::add));
        observed.all().forEach(pkg -> pkg.built().forEach(kernel -> cells.add(new Cell(pkg.id(), kernel))));
    }

    /** Makes an error for the first name that matches no cell; empty if each name matches one. */
    public Optional<Diagnostic> complaint() {
        return unknown("--target", scope.targets())
                .or(() -> unknown("--exclude", scope.excludes()))
                .or(this::unknownKernel)
                .map(sentence -> Diagnostic.error("refused", sentence));
    }

    private Optional<String> unknown(String option, List<Address> addresses) {
        return addresses.stream()
                .filter(address -> cells.stream().noneMatch(address::means))
                .findFirst()
                .map(address -> option + " " + address + ": the manifests list nothing of that name"
                        + Suggestion.question(address.toString(), known()));
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>();
        cells.stream()
                .flatMap(cell -> Stream.of(
                        cell.toString(), cell.pkg().toString(), cell.pkg().name()))
                .forEach(known::add);
        return known;
    }

    private Optional<String> unknownKernel() {
        Set<String> releases = new TreeSet<>();
        cells.forEach(cell -> releases.add(cell.kernel().release()));
        return scope.kernel()
                .filter(release -> !releases.contains(release))
                .map(release -> "-k " + release + ": the manifests want nothing on that kernel"
                        + Suggestion.question(release, releases));
    }
}
