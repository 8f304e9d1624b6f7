package ckms.engine.reconcile;

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
import ckms.model.Diagnostics;
import ckms.model.PackageId;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a package that is built by hand depends on: what the host's manifests say, or else what an earlier build
 * used, on this kernel or another.
 */
final class KnownDependencies {
    private final Settings settings;
    private final Observed observed;

    KnownDependencies(Settings settings, Observed observed) {
        this.settings = settings;
        this.observed = observed;
    }

    /** Lists the dependencies of a cell; none if neither a manifest nor an earlier build tells of any. */
    List<PackageId> of(Cell cell) {
        return declared(cell).or(() -> recorded(cell)).orElse(List.of());
    }

    /**
     * Looks in the host's manifests. Their errors are not told here: they matter to those who plan by the manifests.
     */
    private Optional<List<PackageId>> declared(Cell cell) {
        var problems = new Diagnostics();
        try {
            var files = new ManifestFiles(InputStream.nullInputStream(), problems);
            Desired desired = new DesiredReader(settings, observed.running(), observed.trees(), problems)
                    .read(files.read(ManifestFiles.ofTheHost(settings.roots())), Scope.ALL);
            return problems.hasErrors() ? Optional.empty() : desired.cell(cell).map(DesiredCell::dependencies);
        } catch (IOException notReadable) {
            return Optional.empty();
        }
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
