package ckms.engine.plan;

import ckms.engine.Settings;
import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Diagnostics;
import ckms.model.Kernel;
import ckms.model.Located;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.manifest.KernelSelector;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.ManifestPackage;
import ckms.model.recipe.Condition;
import ckms.model.recipe.KernelModule;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Works out what a manifest wants on this host: its kernels, and the recipes that it refers to. */
public final class DesiredReader {
    private final Settings settings;
    private final String machine;
    private final List<KernelTree> kernels;
    private final Diagnostics problems = new Diagnostics();
    /** Who installs a version of a package on a kernel, and who installs a file there, for noticing a second one. */
    private final Map<String, ManifestPackage> taken = new HashMap<>();

    /** Works it out for a host with those kernels. */
    public DesiredReader(Settings settings, String machine, List<KernelTree> kernels) {
        this.settings = settings;
        this.machine = machine;
        this.kernels = List.copyOf(kernels);
    }

    /** Works it out; what the host lacks is no error here, a recipe that is not good is. */
    public Parsed<Desired> read(Manifest manifest) throws IOException {
        var packages = new ArrayList<DesiredPackage>();
        for (ManifestPackage pkg : manifest.packages()) {
            packages.add(read(pkg));
        }
        packages.sort((a, b) -> a.id().compareTo(b.id()));
        return problems.resultOf(new Desired(manifest.name(), packages));
    }

    private DesiredPackage read(ManifestPackage pkg) throws IOException {
        boolean sourceExists = Files.isDirectory(pkg.source().value());
        Path source =
                sourceExists ? pkg.source().value().toRealPath() : pkg.source().value();
        Optional<RecipeFile> recipe = recipe(pkg, sourceExists);
        List<DesiredCell> cells = cells(pkg, recipe);
        cells.forEach(cell -> refuseSecondVersion(pkg, cell));
        return new DesiredPackage(
                pkg.id().value(),
                new Located<>(source, pkg.source().place()),
                sourceExists,
                recipe.map(file -> file.source().text()),
                cells,
                pkg.kernels().place());
    }

    private List<DesiredCell> cells(ManifestPackage pkg, Optional<RecipeFile> recipe) {
        var wanted = new TreeMap<Kernel, Boolean>();
        for (KernelTree tree : kernels) {
            if (pkg.kernels().value().matches(tree.kernel())) {
                wanted.put(tree.kernel(), false);
            }
        }
        for (String release : named(pkg.kernels().value())) {
            wanted.put(new Kernel(release, machine), true);
        }
        var cells = new ArrayList<DesiredCell>();
        wanted.forEach((kernel, named) -> {
            boolean initramfs = recipe.isPresent() && checkRecipe(pkg, kernel, recipe.get());
            cells.add(new DesiredCell(new Cell(pkg.id().value(), kernel), pkg.state(), named, initramfs));
        });
        return cells;
    }

    private static List<String> named(KernelSelector selector) {
        if (selector instanceof KernelSelector.Exact exact) {
            return List.of(exact.release());
        }
        if (selector instanceof KernelSelector.Union union) {
            return union.parts().stream().flatMap(part -> named(part).stream()).toList();
        }
        return List.of();
    }

    private Optional<RecipeFile> recipe(ManifestPackage pkg, boolean sourceExists) throws IOException {
        Path file = pkg.recipe().map(Located::value).orElse(pkg.source().value().resolve("ckms.ini"));
        if (!Files.isRegularFile(file)) {
            if (pkg.recipe().isPresent()) {
                problems.error(pkg.recipe().get().place(), "no-recipe", "there is no recipe " + file);
            } else if (sourceExists) {
                problems.error(
                        pkg.source().place(),
                        "no-recipe",
                        "there is no ckms.ini in " + pkg.source().value() + "; name a recipe with 'recipe:'");
            }
            return Optional.empty();
        }
        Parsed<RecipeFile> recipe =
                SourceText.decode(file.toString(), Files.readAllBytes(file)).then(RecipeFile::read);
        problems.addAll(recipe.diagnostics());
        if (!(recipe instanceof Parsed.Valid<RecipeFile> valid)) {
            return Optional.empty();
        }
        if (!valid.value().pkg().equals(pkg.id().value())) {
            problems.error(
                    pkg.id().place(),
                    "other-package",
                    "the recipe " + file + " is for " + valid.value().pkg() + ", not for "
                            + pkg.id().value());
            return Optional.empty();
        }
        return Optional.of(valid.value());
    }

    private void refuseSecondVersion(ManifestPackage pkg, DesiredCell cell) {
        if (cell.state() == CellState.INSTALLED) {
            String name = pkg.id().value().name();
            take(
                    pkg,
                    name + "@" + cell.cell().kernel(),
                    "another version of " + name,
                    cell.cell().kernel());
        }
    }

    /** Notes what is wrong with the recipe for that kernel; returns whether the initramfs may need its modules. */
    private boolean checkRecipe(ManifestPackage pkg, Kernel kernel, RecipeFile file) {
        Parsed<Recipe> recipe = file.forKernel(settings.recipeContext(tree(kernel)));
        if (!(recipe instanceof Parsed.Valid<Recipe> valid)) {
            problems.addAll(recipe.diagnostics());
            return false;
        }
        for (KernelModule module : valid.value().modules()) {
            if (pkg.state() == CellState.INSTALLED && module.included().equals(Condition.Fixed.YES)) {
                Path target = module.dest().resolve(module.fileName());
                take(pkg, kernel + "/" + target, target.toString(), kernel);
            }
        }
        return valid.value().initramfs().mayHold();
    }

    private KernelTree tree(Kernel kernel) {
        Path folder = settings.roots().modules().resolve(kernel.release());
        return kernels.stream()
                .filter(tree -> tree.kernel().equals(kernel))
                .findFirst()
                .orElse(new KernelTree(kernel, folder, false, Optional.empty()));
    }

    private void take(ManifestPackage pkg, String key, String what, Kernel kernel) {
        ManifestPackage first = taken.putIfAbsent(key, pkg);
        if (first != null && !first.id().value().equals(pkg.id().value())) {
            problems.error(
                    pkg.id().place(),
                    "conflict",
                    what + " is installed on " + kernel + " by "
                            + first.id().value() + " already, in line "
                            + first.id().place().line());
        }
    }
}
