package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.host.Roots;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.engine.reconcile.desired.ManifestFiles;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.reconcile.observe.Observed;
import ckms.model.Cell;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Suggestion;
import ckms.model.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads what the manifests want, wherever they are. */
final class Wanted {
    private static final Path FILE = Path.of("/etc/ckms/manifest.yaml");
    private static final Path FOLDER = Path.of("/etc/ckms/manifests.d");

    private final List<Path> named;
    private final InputStream stdin;

    Wanted(List<Path> named, InputStream stdin) {
        this.named = named;
        this.stdin = stdin;
    }

    /** What is wanted on a host as it is. */
    record Read(Desired desired, Observed observed, List<Diagnostic> warnings) {}

    Read read(Workplace workplace, Scope scope) throws IOException, RefusedException {
        var problems = new Diagnostics();
        List<Manifest> manifests = new ManifestFiles(stdin, problems)
                .read(paths(workplace.settings().roots()));
        Observed observed = workplace.observer().observe();
        Desired desired = workplace.desired(observed, problems).read(manifests, scope);
        if (problems.hasErrors()) {
            throw new RefusedException(problems.found());
        }
        check(scope, desired, observed);
        return new Read(desired, observed, problems.found());
    }

    private List<Path> paths(Roots roots) throws IOException, RefusedException {
        if (!named.isEmpty()) {
            return named;
        }
        var paths = new ArrayList<Path>();
        Path file = roots.of(FILE);
        Path folder = roots.of(FOLDER);
        if (Files.exists(file)) {
            paths.add(file);
        }
        if (Files.isDirectory(folder)) {
            paths.addAll(ManifestFiles.files(folder));
        }
        if (paths.isEmpty()) {
            throw new RefusedException("there is no manifest " + file + ", nor one in " + folder
                    + "; name one, or write one with 'ckms init " + file + "'");
        }
        return paths;
    }

    /** An address that means nothing is a typing error. */
    private static void check(Scope scope, Desired desired, Observed observed) throws RefusedException {
        Set<Cell> cells = new TreeSet<>();
        desired.packages()
                .forEach(pkg -> pkg.cells().stream().map(DesiredCell::cell).forEach(cells::add));
        observed.all().forEach(pkg -> pkg.built().forEach(kernel -> cells.add(new Cell(pkg.id(), kernel))));
        for (String address : scope.targets()) {
            refuseUnknown("--target", address, cells);
        }
        for (String address : scope.excludes()) {
            refuseUnknown("--exclude", address, cells);
        }
        if (!scope.kernel().isEmpty()
                && cells.stream().noneMatch(cell -> cell.kernel().release().equals(scope.kernel()))) {
            Set<String> releases = new TreeSet<>();
            cells.forEach(cell -> releases.add(cell.kernel().release()));
            throw new RefusedException("-k " + scope.kernel() + ": the manifests want nothing on that kernel"
                    + Suggestion.question(scope.kernel(), releases));
        }
    }

    private static void refuseUnknown(String option, String address, Set<Cell> cells) throws RefusedException {
        if (cells.stream().noneMatch(cell -> Scope.means(address, cell))) {
            Set<String> known = new TreeSet<>();
            cells.forEach(cell -> {
                known.add(cell.toString());
                known.add(cell.pkg().toString());
                known.add(cell.pkg().name());
            });
            throw new RefusedException(
                    option + " " + address + " means nothing in the manifests" + Suggestion.question(address, known));
        }
    }
}
