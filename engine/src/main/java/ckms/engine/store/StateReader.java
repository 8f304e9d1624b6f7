package ckms.engine.store;

import ckms.engine.host.files.Entries;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads what a state directory holds. Links in it are not followed, except to look at sources, since the directory may
 * be anybody's. Something that a writer removes meanwhile counts as absent.
 */
public final class StateReader {
    /** Folders of a version that are no kernel's; the original CKMS leaves the first two behind if a build fails. */
    private static final Set<String> NO_KERNEL = Set.of("build", "logs", "source");

    private static final String RECORD = ".json";

    private final StateDirectory state;
    private final StoredRecipes recipes;

    /** Makes a reader of a state directory. */
    public StateReader(StateDirectory state) {
        this.state = state;
        this.recipes = new StoredRecipes(state);
    }

    /**
     * Reads all packages, in order.
     *
     * @throws IOException if a folder, a link or a recipe can't be read
     */
    public List<ObservedPackage> packages() throws IOException {
        var packages = new ArrayList<ObservedPackage>();
        for (String name : folders(state.root())) {
            for (String version : folders(state.versions(name))) {
                if (PackageId.complaint(name, version).isEmpty()) {
                    packages.add(read(new PackageId(name, version)));
                }
            }
        }
        packages.sort((a, b) -> a.id().compareTo(b.id()));
        return packages;
    }

    /**
     * Lists the cells that are recorded as built, whether or not they still are.
     *
     * @throws IOException if the folder of records can't be read
     */
    public List<Cell> recordedBuilds() throws IOException {
        var cells = new ArrayList<Cell>();
        for (Path record : Entries.of(state.buildRecords(), "[!.]*" + RECORD)) {
            String name = record.getFileName().toString();
            StateDirectory.cell(name.substring(0, name.length() - RECORD.length()))
                    .ifPresent(cells::add);
        }
        return cells;
    }

    /**
     * Reads one package, whether or not there is anything of it.
     *
     * @throws IOException if a folder, a link or a recipe can't be read
     */
    public ObservedPackage read(PackageId pkg) throws IOException {
        if (!Files.isDirectory(state.version(pkg), LinkOption.NOFOLLOW_LINKS)) {
            return ObservedPackage.none(pkg);
        }
        Optional<Path> source = link(state.source(pkg));
        Optional<Path> tree = tree(state.source(pkg));
        return new ObservedPackage(
                pkg, tree.or(() -> source), tree.isPresent(), recipes.text(pkg), built(pkg), installed(pkg));
    }

    /** Finds the source tree that a link leads to; empty if there is none. */
    private static Optional<Path> tree(Path link) throws IOException {
        try {
            return Files.isDirectory(link) ? Optional.of(link.toRealPath()) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private SortedSet<Kernel> built(PackageId pkg) throws IOException {
        var kernels = new TreeSet<Kernel>();
        Path version = state.version(pkg);
        for (String release : folders(version)) {
            for (String machine : NO_KERNEL.contains(release) ? List.<String>of() : folders(version.resolve(release))) {
                Kernel.of(release, machine).ifPresent(kernels::add);
            }
        }
        return kernels;
    }

    /** Lists the kernels whose link says VERSION/RELEASE/MACHINE of this version. */
    private SortedSet<Kernel> installed(PackageId pkg) throws IOException {
        var kernels = new TreeSet<Kernel>();
        for (Path link : Entries.of(state.versions(pkg.name()), StateDirectory.LINK + "*")) {
            Optional<Path> target = link(link);
            if (target.isPresent()
                    && target.get().getNameCount() == 3
                    && target.get().startsWith(pkg.version())) {
                Kernel.of(
                                target.get().getName(1).toString(),
                                target.get().getName(2).toString())
                        .filter(kernel -> link.endsWith(StateDirectory.linkName(kernel)))
                        .ifPresent(kernels::add);
            }
        }
        return kernels;
    }

    private static Optional<Path> link(Path link) throws IOException {
        try {
            return Files.isSymbolicLink(link) ? Optional.of(Files.readSymbolicLink(link)) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static List<String> folders(Path folder) throws IOException {
        var names = new ArrayList<String>();
        for (Path entry : Entries.of(folder)) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                names.add(entry.getFileName().toString());
            }
        }
        return names;
    }
}
