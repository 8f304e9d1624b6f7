package ckms.engine.report.check;

import ckms.engine.buildside.sign.KeyCheck;
import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.host.files.GivenFile;
import ckms.engine.host.files.RegularFile;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.reconcile.desired.DesiredReader;
import ckms.engine.reconcile.desired.Scope;
import ckms.engine.settings.ConfiguredKey;
import ckms.engine.settings.KeyComplaint;
import ckms.engine.settings.KeySearch;
import ckms.engine.settings.Settings;
import ckms.model.Diagnostic;
import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.Machine;
import ckms.model.Parsed;
import ckms.model.Place;
import ckms.model.SourceText;
import ckms.model.config.ConfigReader;
import ckms.model.config.GlobalConfig;
import ckms.model.manifest.Manifest;
import ckms.model.manifest.ManifestPackage;
import ckms.model.manifest.ManifestReader;
import ckms.model.recipe.RecipeContext;
import ckms.model.recipe.RecipeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds all faults of a manifest, a recipe or a configuration, and of the recipes that a manifest refers to. */
public final class FileCheck {
    private static final String RECIPE = "ckms.ini";
    /** In bytes. */
    private static final int LIMIT = 3 << 20;

    private final Host host;
    private final Settings settings;
    private final Machine machine;
    private final ShellCheck shell;
    private final RecipeContext context;

    /**
     * Makes a check of files for a host.
     *
     * @param machine the machine, and the kernel that runs on it
     * @param kernel the kernel that recipes are read for
     */
    public FileCheck(Host host, Settings settings, Machine machine, KernelTree kernel) {
        this.host = host;
        this.settings = settings;
        this.machine = machine;
        this.shell = new ShellCheck(host);
        this.context = settings.recipeContext(kernel);
    }

    /**
     * Lists the faults of a file; its name, or else its text, tells what it should be.
     *
     * @param file may be a pipe
     * @return the faults, among them that it can't be read, is too long or no UTF-8; empty if there is none
     * @throws IOException if a recipe or the folder of kernels can't be read, or the shell can't be started
     * @throws InterruptedException if the thread is interrupted while it waits for the shell
     */
    public List<Diagnostic> faults(Path file) throws IOException, InterruptedException {
        byte[] bytes;
        try {
            bytes = GivenFile.bytes(file, LIMIT);
        } catch (FileSystemException notReadable) {
            return List.of(Diagnostic.error("unreadable", FileProblem.sentence(notReadable)));
        }
        return faults(file, bytes);
    }

    private List<Diagnostic> faults(Path file, byte[] bytes) throws IOException, InterruptedException {
        Parsed<SourceText> text = SourceText.decode(file.toString(), bytes);
        if (!(text instanceof Parsed.Valid<SourceText> source)) {
            return text.diagnostics();
        }
        if (!isIni(file, source.value())) {
            return manifest(source.value(), GivenFile.folder(file));
        }
        boolean config = source.value().lines().stream().anyMatch(line -> line.startsWith("[ckms]"));
        return config
                ? shell.with(configuration(source.value(), file), ConfigReader.shell(source.value()))
                : shell.with(RecipeFile.faults(source.value(), context), RecipeFile.shell(source.value(), context));
    }

    private static boolean isIni(Path file, SourceText source) {
        String name = file.getFileName().toString();
        if (name.endsWith(".ini") || name.endsWith(".yaml") || name.endsWith(".yml")) {
            return name.endsWith(".ini");
        }
        return source.lines().stream().anyMatch(line -> line.startsWith("["));
    }

    /** Lists the faults of a configuration, and why this host can't sign with the key that it names. */
    private List<Diagnostic> configuration(SourceText source, Path file) throws IOException, InterruptedException {
        var problems = new Diagnostics();
        problems.addAll(ConfigReader.faults(source));
        if (ConfigReader.read(source) instanceof Parsed.Valid<GlobalConfig> config) {
            Optional<ConfiguredKey> key = KeySearch.ofConfiguration(config.value(), file, settings.roots());
            Optional<KeyComplaint> complaint =
                    key.isPresent() ? new KeyCheck(host).complaint(key.get()) : Optional.empty();
            Optional<Place> place =
                    ConfigReader.placeOf(source, "sign_key").or(() -> ConfigReader.placeOf(source, "sign_cert"));
            if (complaint.filter(why -> !why.isOfUser()).isPresent()) {
                problems.error(
                        place.orElseThrow(), "signing-key", complaint.get().sentence());
            }
        }
        return problems.found();
    }

    private List<Diagnostic> manifest(SourceText source, Path folder) throws IOException, InterruptedException {
        var problems = new Diagnostics();
        Optional<Manifest> manifest = ManifestReader.read(source, folder, problems);
        if (manifest.isPresent()) {
            var kernels = new KernelTrees(settings.roots()).installed(machine.name());
            new DesiredReader(host, settings, machine, kernels, problems).read(List.of(manifest.get()), Scope.ALL);
            for (ManifestPackage pkg : manifest.get().packages()) {
                Optional<Path> recipe = pkg.recipe()
                        .map(Located::value)
                        .or(() -> pkg.source().map(folderOf -> folderOf.value().resolve(RECIPE)));
                if (recipe.filter(Files::isRegularFile).isPresent()) {
                    problems.addAll(recipe(recipe.get().toAbsolutePath()));
                }
            }
        }
        return problems.found();
    }

    /** Lists the faults of a manifest's recipe; none if it can't be read, which the reading of the manifest has told. */
    private List<Diagnostic> recipe(Path file) throws IOException, InterruptedException {
        byte[] bytes;
        try {
            bytes = host.isRoot() ? RootsOwn.bytes(file, LIMIT) : RegularFile.bytes(file.toRealPath(), LIMIT);
        } catch (FileSystemException told) {
            return List.of();
        }
        return faults(file, bytes);
    }
}
