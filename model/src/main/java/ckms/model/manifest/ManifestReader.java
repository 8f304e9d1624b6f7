package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.Name;
import ckms.model.Owner;
import ckms.model.SourceText;
import ckms.model.yaml.Node;
import ckms.model.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a manifest, a YAML file. All errors in the file are named at once; the host is not looked at. */
public final class ManifestReader {
    private static final String SCHEMA = "1";
    private static final String DEFAULT_NAME = "default";
    static final List<String> FILE_KEYS = List.of("schema", "name", "prune", "defaults", "packages");
    static final List<String> DEFAULT_KEYS = List.of("kernels", "state", "on_missing_headers");
    private static final List<String> PRUNE = List.of("none", "owned");

    private final Path folder;
    private final Diagnostics problems;

    private ManifestReader(Path folder, Diagnostics problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * Reads a manifest.
     *
     * @param folder the absolute folder that its relative paths start at
     * @param problems gets all that is wrong with it
     * @return the manifest as far as it could be read; empty if the text is not valid YAML
     */
    public static Optional<Manifest> read(SourceText source, Path folder, Diagnostics problems) {
        return YamlReader.read(source, problems)
                .map(node -> new ManifestReader(folder, problems).read(source.file(), node));
    }

    /** Says whether a manifest can name something by a text: one line that is not empty, without control characters. */
    public static boolean isText(String text) {
        return !text.isEmpty() && text.chars().noneMatch(Character::isISOControl);
    }

    private Manifest read(String file, Node document) {
        var top = Section.open("the manifest", document, FILE_KEYS, problems);
        top.mandatory("schema").ifPresent(this::checkSchema);
        Optional<Located<String>> name = top.text("name");
        name.ifPresent(text -> Name.complaint("manifest's name", text.value())
                .ifPresent(complaint -> problems.error(text.place(), "name", complaint)));
        boolean prunes = top.word("prune", PRUNE).filter("owned"::equals).isPresent();
        if (prunes && !top.has("name")) {
            problems.error(
                    top.node("prune").orElseThrow().place(),
                    "prune",
                    "'prune: owned' needs a 'name' of the manifest's own, to tell what is its own");
        }
        var reader = new PackageReader(folder, defaults(top), problems);
        List<ManifestPackage> packages = new ArrayList<>();
        Set<String> mentioned = new HashSet<>();
        if (top.mandatoryNode("packages").isPresent()) {
            for (Node item : top.items("packages")) {
                reader.read(item).ifPresent(packages::add);
                mention(item, mentioned);
            }
        }
        return new Manifest(
                file, new Owner(name.map(Located::value).orElse(DEFAULT_NAME)), prunes, packages, mentioned);
    }

    private static void mention(Node item, Set<String> mentioned) {
        if (item instanceof Node.Mapping mapping) {
            mapping.entries().stream()
                    .filter(entry -> entry.key().text().equals("name"))
                    .map(Node.Entry::value)
                    .filter(Node.Scalar.class::isInstance)
                    .forEach(name -> mentioned.add(((Node.Scalar) name).text()));
        }
    }

    private void checkSchema(Located<String> schema) {
        if (!schema.value().equals(SCHEMA)) {
            problems.error(schema.place(), "schema", "this ckms reads schema 1, not " + schema.value());
        }
    }

    private PackageReader.Defaults defaults(Section top) {
        var otherwise = new PackageReader.Defaults(Optional.empty(), WantedState.INSTALLED, MissingHeaders.BY_SELECTOR);
        return top.node("defaults")
                .map(node -> Section.open("defaults", node, DEFAULT_KEYS, problems))
                .map(section -> new PackageReader.Defaults(
                        section.node("kernels").map(new SelectorReader(problems)::read),
                        PackageReader.state(section).orElse(otherwise.state()),
                        PackageReader.missingHeaders(section).orElse(otherwise.missingHeaders())))
                .orElse(otherwise);
    }
}
