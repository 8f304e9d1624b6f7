package ckms.engine.report.document;

import ckms.engine.inputs.InputComparison;
import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredPackage;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that is known and planned about one cell, as {@code ckms explain} prints it; the JSON schema is {@code
 * explanation.schema.json}.
 *
 * @param formatVersion {@link DocumentJson#FORMAT}
 * @param type {@code explanation}
 * @param state the word for its {@link ckms.model.CellState}
 * @param disabled who disables it with a marker: a manifest by its name, or {@code the host}; empty if nobody does
 * @param wanted the word for the state that a manifest wants; empty if no manifest lists the cell
 * @param manifest the name of the manifest that lists the package; empty if none does
 * @param declared where in the manifest the package is listed
 * @param owner the manifest that had it built or installed; empty if none did
 * @param source the source tree; empty if none is known
 * @param dependsOn the packages that it needs on the same kernel
 * @param neededBy the packages that need it on the same kernel
 * @param inputs what it was built from
 * @param drift what something other than ckms changed; empty if nothing was
 * @param blocked why it can't become what is wanted; empty if it can
 * @param steps the steps of the plan on its package and on its kernel
 */
public record Explanation(
        String formatVersion,
        String type,
        Cell address,
        String state,
        String disabled,
        String wanted,
        String manifest,
        Optional<Place> declared,
        Owner owner,
        Optional<Path> source,
        List<PackageId> dependsOn,
        List<PackageId> neededBy,
        List<InputDocument> inputs,
        String drift,
        String blocked,
        List<StepDocument> steps) {
    /**
     * An input of a build.
     *
     * @param state whether it changed since the build
     */
    public record InputDocument(String name, InputComparison.State state) {}

    /**
     * Explains a cell.
     *
     * @param planning a plan that the cell may be in
     * @return the explanation, in which an input that can't be read has the state {@code unknown}
     * @throws InterruptedException if the thread is interrupted while it waits for a program that tells of an input
     */
    public static Explanation of(Cell cell, Planning planning) throws InterruptedException {
        Desired desired = planning.desired();
        Observed observed = planning.observed();
        PlanDocument plan = PlanDocument.of(planning);
        Optional<DesiredPackage> pkg = desired.packages().stream()
                .filter(listed -> listed.id().equals(cell.pkg()))
                .findFirst();
        Optional<DesiredCell> wanted = desired.cell(cell);
        List<InputDocument> inputs = wanted.isEmpty()
                ? List.of()
                : planning.changes().compare(pkg.get(), wanted.get(), observed).inputs().stream()
                        .map(input -> new InputDocument(input.name(), input.state()))
                        .toList();
        return new Explanation(
                DocumentJson.FORMAT,
                "explanation",
                cell,
                observed.pkg(cell.pkg()).on(cell.kernel()).word(),
                disabledBy(Optional.ofNullable(observed.markers().get(cell))),
                wanted.map(one -> one.state().word()).orElse(""),
                pkg.map(listed -> listed.owner().manifest()).orElse(""),
                pkg.map(DesiredPackage::declared),
                observed.owner(cell),
                pkg.flatMap(listed -> listed.source().map(path -> path.value()))
                        .or(() -> observed.pkg(cell.pkg()).source()),
                wanted.map(DesiredCell::dependencies).orElse(List.of()),
                neededBy(cell, desired),
                inputs,
                plan.drift().stream()
                        .filter(drift -> drift.address().equals(cell))
                        .map(drift -> drift.what())
                        .findFirst()
                        .orElse(""),
                plan.blocked().stream()
                        .filter(blocked -> blocked.address().equals(cell))
                        .map(blocked -> blocked.reason())
                        .findFirst()
                        .orElse(""),
                plan.steps().stream()
                        .filter(step -> step.address().onPackage().equals(Optional.of(cell.pkg())))
                        .filter(step -> step.address()
                                .onKernel()
                                .map(cell.kernel()::equals)
                                .orElse(true))
                        .toList());
    }

    private static String disabledBy(Optional<Owner> marker) {
        return marker.map(owner -> owner.isManifest() ? owner.manifest() : "the host")
                .orElse("");
    }

    private static List<PackageId> neededBy(Cell cell, Desired desired) {
        return desired.packages().stream()
                .flatMap(pkg -> pkg.cells().stream())
                .filter(other -> other.cell().kernel().equals(cell.kernel())
                        && other.dependencies().contains(cell.pkg()))
                .map(other -> other.cell().pkg())
                .toList();
    }
}
