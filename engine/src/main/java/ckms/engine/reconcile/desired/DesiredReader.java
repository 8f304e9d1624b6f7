package ckms.engine.reconcile.desired;

import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.host.files.RegularFile;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.inputs.InputDigests;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.model.Cell;
import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Located;
import ckms.model.Machine;
import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.SourceText;
import ckms.model.manifest.HostKernels;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.WantedState;
import ckms.model.recipe.Condition;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Works out what manifests want on this host: selects its kernels, and reads the recipes that the manifests name. */
public final class DesiredReader {
    private static final String RECIPE = "ckms.ini";

    private final Host user;
    private final Settings settings;
    private final HostKernels host;
    private final Map<Kernel, KernelTree> trees = new HashMap<>();
    private final Diagnostics problems;
    private final Conflicts conflicts;

    /**
     * Makes a reader for a host.
     *
     * @param machine the machine, and the kernel that runs on it
     * @param kernels the installed kernels, in order
     * @param problems gets all errors of the manifests and the recipes; what the host lacks is no error
     */
    public DesiredReader(
            Host host, Settings settings, Machine machine, List<KernelTree> kernels, Diagnostics problems) {
        this.user = host;
        this.settings = settings;
        this.host = new HostKernels(kernels.stream().map(KernelTree::kernel).toList(), machine);
        kernels.forEach(tree -> trees.put(tree.kernel(), tree));
        this.problems = problems;
        this.conflicts = new Conflicts(problems);
    }

    /**
     * Works out what manifests want.
     *
     * @param scope the part of it that is asked for; only noted in the result
     * @return what they want; of use only if no problem is an error
     * @throws IOException if a recipe or a source folder can't be read
     */
    public Desired read(List<Manifest> manifests, Scope scope) throws IOException {
        List<Draft> drafts = manifests.stream()
                .flatMap(manifest -> manifest.packages().stream().map(pkg -> Draft.of(manifest, pkg, host)))
                .toList();
        Set<String> mentioned =
                manifests.stream().flatMap(file -> file.mentioned().stream()).collect(Collectors.toSet());
        conflicts.checkDuplicates(drafts);
        refuseRunning(drafts);
        var dependencies = new Dependencies(drafts, mentioned, problems);
        dependencies.check(drafts);
        var packages = new ArrayList<DesiredPackage>();
        for (Draft draft : drafts) {
            conflicts.checkVersions(draft);
            packages.add(read(draft, dependencies));
        }
        packages.sort((a, b) -> a.id().compareTo(b.id()));
        return new Desired(
                manifests.stream().filter(Manifest::prunes).map(Manifest::owner).collect(Collectors.toSet()),
                packages,
                scope);
    }

    /** Finds the places that ask for the running kernel where none runs; a file's defaults are one place. */
    private void refuseRunning(List<Draft> drafts) {
        if (host.machine().running().isEmpty()) {
            drafts.stream()
                    .flatMap(draft -> draft.pkg().selectors())
                    .filter(kernels -> kernels.value().needsARunningKernel())
                    .map(Located::place)
                    .distinct()
                    .forEach(
                            place -> problems.error(
                                    place,
                                    "running",
                                    "no kernel runs below --root, so that 'running' means nothing; name a release, or 'latest'"));
        }
    }

    private DesiredPackage read(Draft draft, Dependencies dependencies) throws IOException {
        Optional<Located<Path>> source = draft.pkg().source();
        boolean sourceExists =
                source.isPresent() && Files.isDirectory(source.get().value());
        if (sourceExists) {
            source = Optional.of(real(source.get()));
        }
        Optional<RecipeFile> recipe = draft.pkg().mayBeKept() ? recipe(draft, sourceExists) : Optional.empty();
        var cells = new ArrayList<DesiredCell>();
        draft.cells()
                .forEach((kernel, wanted) -> cells.add(cell(
                        draft,
                        kernel,
                        wanted,
                        recipe.filter(file -> wanted.state().keepsPackage()),
                        dependencies)));
        return new DesiredPackage(
                draft.id(),
                draft.manifest().owner(),
                draft.manifest().prunes(),
                draft.pkg().isProtected(),
                draft.pkg().id().place(),
                draft.pkg().kernels().place(),
                source,
                sourceExists,
                recipe.map(RecipeFile::text),
                draft.pkg().state() == WantedState.ADDED,
                cells);
    }

    /** Finds the path without links; it is an error if root would follow a link that others can exchange. */
    private Located<Path> real(Located<Path> path) throws IOException {
        Path given = path.value().toAbsolutePath();
        try {
            return new Located<>(user.isRoot() ? RootsOwn.followed(given) : given.toRealPath(), path.place());
        } catch (FileSystemException problem) {
            problems.error(path.place(), "not-followed", FileProblem.sentence(problem));
            return path;
        }
    }

    /** Reads a recipe, over those links only that {@link #real} follows; empty if that is an error. */
    private Optional<byte[]> bytes(Path recipe, Place place) throws IOException {
        if (!user.isRoot()) {
            return Optional.of(RegularFile.bytes(recipe.toRealPath(), RecipeFile.LIMIT));
        }
        try {
            return Optional.of(RootsOwn.bytes(recipe.toAbsolutePath(), RecipeFile.LIMIT));
        } catch (FileSystemException problem) {
            problems.error(place, "not-followed", FileProblem.sentence(problem));
            return Optional.empty();
        }
    }

    private DesiredCell cell(
            Draft draft, Kernel kernel, Draft.Wanted wanted, Optional<RecipeFile> file, Dependencies dependencies) {
        var cell = new Cell(draft.id(), kernel);
        Optional<Recipe> recipe = file.flatMap(text -> recipe(text, cell));
        Map<String, String> targets = new TreeMap<>();
        for (KernelModule module : recipe.map(Recipe::modules).orElse(List.of())) {
            String target = Path.of(kernel.release())
                    .resolve(module.dest())
                    .resolve(module.fileName())
                    .toString();
            targets.put(module.file().toString(), target);
            if (wanted.state() == WantedState.INSTALLED && module.included().equals(Condition.Fixed.YES)) {
                conflicts.checkTarget(draft, kernel, target);
            }
        }
        return new DesiredCell(
                cell,
                wanted.state(),
                wanted.needsHeaders(),
                recipe.filter(good -> good.initramfs().mayHold()).isPresent(),
                recipe.filter(Recipe::network).isPresent(),
                dependencies.on(draft, kernel),
                recipe.map(InputDigests::of).orElse(""),
                targets);
    }

    /** Evaluates a recipe for a kernel; empty if it has errors, which are reported. */
    private Optional<Recipe> recipe(RecipeFile file, Cell cell) {
        KernelTree tree = trees.getOrDefault(
                cell.kernel(),
                new KernelTree(
                        cell.kernel(),
                        settings.roots(),
                        settings.roots().modules().resolve(cell.kernel().release()),
                        false,
                        Optional.empty()));
        Parsed<Recipe> recipe = file.forKernel(settings.buildContext(cell.pkg(), tree));
        if (recipe instanceof Parsed.Valid<Recipe> valid) {
            return Optional.of(valid.value());
        }
        problems.addAll(recipe.diagnostics());
        return Optional.empty();
    }

    private Optional<RecipeFile> recipe(Draft draft, boolean sourceExists) throws IOException {
        Optional<Located<Path>> named = draft.pkg().recipe();
        Optional<Located<Path>> source = draft.pkg().source();
        if (named.isEmpty() && source.isEmpty()) {
            return Optional.empty();
        }
        Path file = named.map(Located::value)
                .orElseGet(() -> source.orElseThrow().value().resolve(RECIPE));
        if (!Files.isRegularFile(file)) {
            if (named.isPresent()) {
                problems.error(named.get().place(), "no-recipe", "there is no recipe " + file);
            } else if (sourceExists) {
                problems.error(
                        source.orElseThrow().place(),
                        "no-recipe",
                        "there is no ckms.ini in " + source.get().value() + "; name a recipe with 'recipe:'");
            }
            return Optional.empty();
        }
        if (Files.size(file) > RecipeFile.LIMIT) {
            problems.error(draft.pkg().id().place(), "too-long", file + " is longer than any recipe");
            return Optional.empty();
        }
        Optional<byte[]> text = bytes(
                file,
                named.isPresent() ? named.get().place() : source.orElseThrow().place());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Parsed<RecipeFile> recipe =
                SourceText.decode(file.toString(), text.get()).then(RecipeFile::read);
        problems.addAll(recipe.diagnostics());
        if (!(recipe instanceof Parsed.Valid<RecipeFile> valid)) {
            return Optional.empty();
        }
        if (!valid.value().pkg().equals(draft.id())) {
            problems.error(
                    draft.pkg().id().place(),
                    "other-package",
                    "the recipe " + file + " is for " + valid.value().pkg() + ", not for " + draft.id());
            return Optional.empty();
        }
        return Optional.of(valid.value());
    }
}
