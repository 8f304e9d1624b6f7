package ckms.engine.reconcile;

import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.inputs.Inputs;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.DesiredReader;
import ckms.engine.reconcile.desired.ManifestFiles;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.settings.Settings;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.FailedBuild;
import ckms.model.Cell;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.PackageId;
import ckms.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a package that is built by hand depends on: what the host's manifests say, or else what an earlier build
 * used, on this kernel or another.
 */
final class KnownDependencies {
    private final Host host;
    private final Settings settings;
    private final Observed observed;
    private final List<Diagnostic> warnings = new ArrayList<>();

    KnownDependencies(Host host, Settings settings, Observed observed) {
        this.host = host;
        this.settings = settings;
        this.observed = observed;
    }

    /** Lists the dependencies of a cell; none if neither a manifest nor an earlier build tells of any. */
    List<PackageId> of(Cell cell) {
        return declared(cell).or(() -> recorded(cell)).orElse(List.of());
    }

    /** Lists what kept the manifests from telling, if anything did. */
    List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }

    /** Looks in the host's manifests. Errors elsewhere in them do not matter here. */
    private Optional<List<PackageId>> declared(Cell cell) {
        var problems = new Diagnostics();
        try {
            var files = new ManifestFiles(InputStream.nullInputStream(), problems);
            Desired desired = new DesiredReader(host, settings, observed.machine(), observed.trees(), problems)
                    .read(files.read(ManifestFiles.ofTheHost(settings.roots())), Scope.ALL);
            Optional<List<PackageId>> declared = desired.cell(cell).map(DesiredCell::dependencies);
            if (declared.isEmpty() && problems.hasErrors()) {
                warn(
                        cell,
                        problems.found().stream()
                                .filter(Diagnostic::isError)
                                .findFirst()
                                .orElseThrow()
                                .toString());
            }
            return declared;
        } catch (IOException notReadable) {
            warn(cell, FileProblem.sentence(notReadable));
            return Optional.empty();
        }
    }

    private void warn(Cell cell, String fault) {
        warnings.add(new Diagnostic(
                Severity.WARNING,
                Optional.empty(),
                "dependencies",
                "what " + cell.pkg()
                        + " depends on can't be told from the manifests, so that its build may lack symbols; mend first: "
                        + fault));
    }

    private Optional<List<PackageId>> recorded(Cell cell) {
        Stream<Inputs> here = Stream.concat(
                Optional.ofNullable(observed.builds().get(cell)).map(BuildRecord::inputs).stream(),
                Optional.ofNullable(observed.failures().get(cell)).map(FailedBuild::inputs).stream());
        Stream<Inputs> elsewhere = observed.builds().entrySet().stream()
                .filter(build -> build.getKey().pkg().equals(cell.pkg()))
                .sorted(Map.Entry.comparingByKey())
                .map(build -> build.getValue().inputs());
        return Stream.concat(here, elsewhere).findFirst().map(Inputs::dependencies);
    }
}
