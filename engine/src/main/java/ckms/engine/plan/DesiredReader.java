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
        List<DesiredCell> cells = cells(pkg);
        Optional<RecipeFile> recipe = recipe(pkg, sourceExists);
        for (DesiredCell cell : cells) {
            refuseSecondVersion(pkg, cell);
            recipe.ifPresent(file -> checkModules(pkg, cell, file));
        }
        return new DesiredPackage(
                pkg.id().value(),
                new Located<>(source, pkg.source().place()),
                sourceExists,
                recipe.map(file -> file.source().text()),
                cells,
                pkg.kernels().place());
    }

    private List<DesiredCell> cells(ManifestPackage pkg) {
        var cells = new TreeMap<Kernel, DesiredCell>();
        for (KernelTree tree : kernels) {
            if (pkg.kernels().value().matches(tree.kernel())) {
                cells.put(tree.kernel(), cell(pkg, tree.kernel(), false));
            }
        }
        for (String release : named(pkg.kernels().value())) {
            var kernel = new Kernel(release, machine);
            cells.put(kernel, cell(pkg, kernel, true));
        }
        return List.copyOf(cells.values());
    }

    private static DesiredCell cell(ManifestPackage pkg, Kernel kernel, boolean named) {
        return new DesiredCell(new Cell(pkg.id().value(), kernel), pkg.state(), named);
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
            take(pkg, name + "@" + cell.cell().kernel(), "another version of " + name, cell);
        }
    }

    private void checkModules(ManifestPackage pkg, DesiredCell cell, RecipeFile file) {
        Kernel kernel = cell.cell().kernel();
        Parsed<Recipe> recipe = file.forKernel(settings.recipeContext(tree(kernel)));
        if (!(recipe instanceof Parsed.Valid<Recipe> valid)) {
            problems.addAll(recipe.diagnostics());
            return;
        }
        for (KernelModule module : valid.value().modules()) {
            if (cell.state() == CellState.INSTALLED) {
                Path target = module.dest().resolve(module.fileName());
                take(pkg, kernel + "/" + target, target.toString(), cell);
            }
        }
    }

    private KernelTree tree(Kernel kernel) {
        Path folder = settings.roots().modules().resolve(kernel.release());
        return kernels.stream()
                .filter(tree -> tree.kernel().equals(kernel))
                .findFirst()
                .orElse(new KernelTree(kernel, folder, false, Optional.empty()));
    }

    private void take(ManifestPackage pkg, String key, String what, DesiredCell cell) {
        ManifestPackage first = taken.putIfAbsent(key, pkg);
        if (first != null && !first.id().value().equals(pkg.id().value())) {
            problems.error(
                    pkg.id().place(),
                    "conflict",
                    what + " is installed on " + cell.cell().kernel() + " by "
                            + first.id().value() + " already, in line "
                            + first.id().place().line());
        }
    }
}
