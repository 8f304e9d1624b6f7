package ckms.engine.store;

import ckms.engine.host.files.Entries;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.recipe.RecipeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final List<Fault> faults = new ArrayList<>();

    /** Makes a reader of a state directory. */
    public StateReader(StateDirectory state) {
        this.state = state;
        this.recipes = new StoredRecipes(state);
    }

    /**
     * Reads all packages that can be read, in order. What is wrong with one is not the others'; {@link #faults} tells
     * it.
     *
     * @throws IOException if the state directory can't be read
     */
    public List<ObservedPackage> packages() throws IOException {
        var packages = new ArrayList<ObservedPackage>();
        for (String name : folders(state.root())) {
            List<String> versions = ofPackage(state.versions(name), () -> folders(state.versions(name)), List.of());
            for (String version : versions) {
                if (PackageId.complaint(name, version).isEmpty()) {
                    packages.add(read(new PackageId(name, version)));
                }
            }
        }
        packages.sort((a, b) -> a.id().compareTo(b.id()));
        return packages;
    }

    /**
     * Lists the cells that are recorded as built, whether or not they still are; of far too many, only a
     * part.
     *
     * @throws IOException if the folder of records can't be read
     */
    public List<Cell> recordedBuilds() throws IOException {
        return Entries.some(state.buildRecords(), name -> recordedBuild(name).isPresent()).stream()
                .flatMap(record -> recordedBuild(record.getFileName()).stream())
                .toList();
    }

    private static Optional<Cell> recordedBuild(Path name) {
        return name.toString().endsWith(RECORD) ? RecordKind.cell(name.toString()) : Optional.empty();
    }

    /** Reads one package, whether or not there is anything of it; {@link #faults} tells what of it can't be read. */
    public ObservedPackage read(PackageId pkg) {
        Path version = state.version(pkg);
        if (!Files.isDirectory(version, LinkOption.NOFOLLOW_LINKS)) {
            return ObservedPackage.none(pkg);
        }
        Optional<Path> source = ofPackage(state.source(pkg), () -> link(state.source(pkg)), Optional.empty());
        Optional<Path> tree = ofPackage(state.source(pkg), () -> tree(state.source(pkg)), Optional.empty());
        Recorded<RecipeText> recipe = recipes.recorded(pkg);
        recipe.fault().ifPresent(faults::add);
        return new ObservedPackage(
                pkg,
                tree.or(() -> source),
                tree.isPresent(),
                recipe.known(),
                ofPackage(version, () -> built(pkg), Set.of()),
                ofPackage(version.getParent(), () -> installed(pkg), Set.of()));
    }

    /** Lists what could not be read so far. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** A look at something of a package. */
    @FunctionalInterface
    private interface Look<T> {
        T look() throws IOException;
    }

    private <T> T ofPackage(Path path, Look<T> look, T otherwise) {
        try {
            return look.look();
        } catch (IOException problem) {
            faults.add(Fault.unreadable(path, problem));
            return otherwise;
        }
    }

    /** Finds the source tree that a link leads to; empty if there is none. */
    private static Optional<Path> tree(Path link) throws IOException {
        try {
            return Files.isDirectory(link) ? Optional.of(link.toRealPath()) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private Set<Kernel> built(PackageId pkg) throws IOException {
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
    private Set<Kernel> installed(PackageId pkg) throws IOException {
        var kernels = new TreeSet<Kernel>();
        for (Path link : Entries.of(state.versions(pkg.name()))) {
            if (link.getFileName().toString().startsWith(StateDirectory.LINK)) {
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
        return Entries.of(folder).stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .map(entry -> entry.getFileName().toString())
                .toList();
    }
}
