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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that there is to say of one cell.
 *
 * @param state how far it has got
 * @param disabled by whom, where a marker disables it: a manifest, or {@code the host}; else empty
 * @param wanted what a manifest wants of it; empty where none lists it
 * @param manifest which manifest, by name
 * @param declared where it is listed
 * @param owner the manifest that put it there; empty where it was done by hand, or it is not there
 * @param source the source tree
 * @param dependsOn what it needs, on the same kernel
 * @param neededBy what needs it
 * @param inputs what it was built from, and what became of that since
 * @param drift what changed behind our back; empty where nothing did
 * @param blocked why it can't become what is wanted; empty where it can
 * @param steps what would be done with it
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
     * @param state what became of it
     */
    public record InputDocument(String name, InputComparison.State state) {}

    /**
     * Explains a cell.
     *
     * @param planning a plan that it may be in
     * @throws IOException where what it was built from can't be looked at; the sentence names it
     * @throws InterruptedException where a program that tells of that was interrupted
     */
    public static Explanation of(Cell cell, Planning planning) throws IOException, InterruptedException {
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
