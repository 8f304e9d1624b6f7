package ckms.model.manifest;

import ckms.model.CellState;
import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.PackageId;
import ckms.model.Parsed;
import ckms.model.SourceText;
import ckms.model.Suggestion;
import ckms.model.yaml.Node;
import ckms.model.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a manifest. All that is wrong with the file is named in one go; the host is not looked at. */
public final class ManifestReader {
    private static final String SCHEMA = "1";
    private static final List<String> FILE_KEYS = List.of("schema", "name", "defaults", "packages");
    private static final List<String> DEFAULT_KEYS = List.of("kernels", "state");
    private static final List<String> PACKAGE_KEYS = List.of("name", "version", "source", "recipe", "kernels", "state");
    private static final List<String> STATES = List.of("installed", "built", "added");

    private final Path folder;
    private final Diagnostics problems = new Diagnostics();
    private final SelectorReader selectors = new SelectorReader(problems);

    private ManifestReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads a manifest.
     *
     * @param folder the absolute folder that its relative paths start at
     */
    public static Parsed<Manifest> read(SourceText source, Path folder) {
        return YamlReader.read(source).then(document -> new ManifestReader(folder).read(source.file(), document));
    }

    private Parsed<Manifest> read(String file, Node document) {
        var top = Section.open("the manifest", document, FILE_KEYS, problems);
        top.mandatory("schema").ifPresent(this::checkSchema);
        String name = top.text("name").map(Located::value).orElse("default");
        PackageDefaults defaults = defaults(top, document);
        List<ManifestPackage> packages = new ArrayList<>();
        for (Node item : packageNodes(top, document)) {
            readPackage(item, defaults).ifPresent(packages::add);
        }
        refuseDuplicates(packages);
        return problems.resultOf(new Manifest(file, name, packages));
    }

    private void checkSchema(Located<String> schema) {
        if (!schema.value().equals(SCHEMA)) {
            problems.error(schema.place(), "schema", "this ckms reads schema 1, not " + schema.value());
        }
    }

    private record PackageDefaults(Located<KernelSelector> kernels, CellState state) {}

    private PackageDefaults defaults(Section top, Node document) {
        var otherwise = new PackageDefaults(
                new Located<>(new KernelSelector.Installed(), document.place()), CellState.INSTALLED);
        return top.node("defaults")
                .map(node -> Section.open("defaults", node, DEFAULT_KEYS, problems))
                .map(section -> new PackageDefaults(kernels(section, otherwise), state(section, otherwise)))
                .orElse(otherwise);
    }

    private List<Node> packageNodes(Section top, Node document) {
        Optional<Node> node = top.node("packages");
        if (node.isEmpty()) {
            problems.error(document.place(), "missing-key", "the manifest has no 'packages'");
            return List.of();
        }
        if (node.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        problems.error(node.get().place(), "not-a-list", "'packages' must be a list; begin each with '- name:'");
        return List.of();
    }

    private Optional<ManifestPackage> readPackage(Node node, PackageDefaults defaults) {
        var section = Section.open("the package", node, PACKAGE_KEYS, problems);
        Optional<Located<String>> name = section.mandatory("name");
        Optional<Located<String>> version = section.mandatory("version");
        Optional<Located<Path>> source = section.mandatory("source").flatMap(this::path);
        Optional<Located<Path>> recipe = section.text("recipe").flatMap(this::path);
        Located<KernelSelector> kernels = kernels(section, defaults);
        CellState state = state(section, defaults);
        if (name.isEmpty() || version.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> complaint =
                PackageId.complaint(name.get().value(), version.get().value());
        if (complaint.isPresent()) {
            problems.error(name.get().place(), "package-name", complaint.get());
            return Optional.empty();
        }
        var id = new PackageId(name.get().value(), version.get().value());
        return Optional.of(
                new ManifestPackage(new Located<>(id, name.get().place()), source.get(), recipe, kernels, state));
    }

    private Optional<Located<Path>> path(Located<String> text) {
        return Optional.of(new Located<>(folder.resolve(text.value()).normalize(), text.place()));
    }

    private Located<KernelSelector> kernels(Section section, PackageDefaults defaults) {
        return section.node("kernels").map(selectors::read).orElse(defaults.kernels());
    }

    private CellState state(Section section, PackageDefaults defaults) {
        Optional<Located<String>> text = section.text("state");
        if (text.isEmpty()) {
            return defaults.state();
        }
        if (!STATES.contains(text.get().value())) {
            problems.error(
                    text.get().place(),
                    "state",
                    "'" + text.get().value() + "' is not a state; one of " + String.join(", ", STATES)
                            + Suggestion.question(text.get().value(), STATES));
            return defaults.state();
        }
        return CellState.valueOf(text.get().value().toUpperCase(java.util.Locale.ROOT));
    }

    private void refuseDuplicates(List<ManifestPackage> packages) {
        Map<PackageId, Located<PackageId>> seen = new HashMap<>();
        for (ManifestPackage pkg : packages) {
            Located<PackageId> first = seen.putIfAbsent(pkg.id().value(), pkg.id());
            if (first != null) {
                problems.error(
                        pkg.id().place(),
                        "duplicate-package",
                        pkg.id().value() + " stands in line " + first.place().line() + " already; join the two");
            }
        }
    }
}
