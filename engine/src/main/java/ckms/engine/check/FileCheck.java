package ckms.engine.check;

import ckms.engine.Settings;
import ckms.engine.host.Host;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.plan.DesiredReader;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.config.ConfigReader;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.ManifestPackage;
import ckms.model.manifest.ManifestReader;
import ckms.model.recipe.RecipeContext;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for all that is wrong with a file of the user's, and with the recipes that a manifest refers to. */
public final class FileCheck {
    private static final String RECIPE = "ckms.ini";

    private final Settings settings;
    private final String machine;
    private final ShellCheck shell;
    private final RecipeContext context;

    /**
     * Checks files for a host.
     *
     * @param kernel the kernel that recipes are read for
     */
    public FileCheck(Host host, Settings settings, KernelTree kernel) {
        this.settings = settings;
        this.machine = kernel.kernel().machine();
        this.shell = new ShellCheck(host);
        this.context = settings.recipeContext(kernel);
    }

    /** What is wrong with a manifest, a recipe or a configuration; which of them it is tells its name, or its text. */
    public List<Diagnostic> faults(Path file) throws IOException, InterruptedException {
        Parsed<SourceText> text = SourceText.decode(file.toString(), Files.readAllBytes(file));
        if (!(text instanceof Parsed.Valid<SourceText> source)) {
            return text.diagnostics();
        }
        if (!isIni(file, source.value())) {
            return manifest(source.value(), file.toAbsolutePath().normalize().getParent());
        }
        boolean config = source.value().lines().stream().anyMatch(line -> line.startsWith("[ckms]"));
        return config
                ? shell.with(ConfigReader.faults(source.value()), ConfigReader.shell(source.value()))
                : shell.with(RecipeFile.faults(source.value(), context), RecipeFile.shell(source.value(), context));
    }

    private static boolean isIni(Path file, SourceText source) {
        String name = file.getFileName().toString();
        if (name.endsWith(".ini") || name.endsWith(".yaml") || name.endsWith(".yml")) {
            return name.endsWith(".ini");
        }
        return source.lines().stream().anyMatch(line -> line.startsWith("["));
    }

    private List<Diagnostic> manifest(SourceText source, Path folder) throws IOException, InterruptedException {
        Parsed<Manifest> read = ManifestReader.read(source, folder);
        var problems = new Diagnostics();
        problems.addAll(read.diagnostics());
        if (read instanceof Parsed.Valid<Manifest> manifest) {
            var kernels = new KernelTrees(settings.roots(), machine).installed();
            problems.addAll(new DesiredReader(settings, machine, kernels)
                    .read(manifest.value())
                    .diagnostics());
            for (ManifestPackage pkg : manifest.value().packages()) {
                Path recipe = pkg.recipe()
                        .map(Located::value)
                        .orElse(pkg.source().value().resolve(RECIPE));
                if (Files.isRegularFile(recipe)) {
                    problems.addAll(faults(recipe));
                }
            }
        }
        return problems.found();
    }
}
