package ckms.model.manifest;

import ckms.model.Diagnostics;
import ckms.model.Located;
import ckms.model.PackageId;
import ckms.model.yaml.Node;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the packages of a manifest. */
final class PackageReader {
    static final List<String> KEYS = List.of(
            "name",
            "version",
            "source",
            "recipe",
            "kernels",
            "state",
            "on_missing_headers",
            "protect",
            "depends_on",
            "overrides");
    static final List<String> OVERRIDE_KEYS = List.of("kernels", "state", "on_missing_headers");

    private final Path folder;
    private final Defaults defaults;
    private final Diagnostics problems;
    private final SelectorReader selectors;

    /** The settings of a package that has none of its own. */
    record Defaults(Optional<Located<KernelSelector>> kernels, WantedState state, MissingHeaders missingHeaders) {}

    PackageReader(Path folder, Defaults defaults, Diagnostics problems) {
        this.folder = folder;
        this.defaults = defaults;
        this.problems = problems;
        this.selectors = new SelectorReader(problems);
    }

    /** Reads one package; empty if its name or version is missing or bad. */
    Optional<ManifestPackage> read(Node node) {
        var section = Section.open("the package", node, KEYS, problems);
        Optional<Located<PackageId>> id = id(section);
        Optional<Located<Path>> source = section.text("source").flatMap(this::path);
        Optional<Located<Path>> recipe = section.text("recipe").flatMap(this::path);
        Located<KernelSelector> kernels = section.node("kernels")
                .map(selectors::read)
                .or(defaults::kernels)
                .orElseGet(() -> new Located<>(new KernelSelector.Installed(), node.place()));
        WantedState state = state(section).orElse(defaults.state());
        MissingHeaders headers = missingHeaders(section).orElse(defaults.missingHeaders());
        boolean isProtected = section.bool("protect").orElse(false);
        List<Located<String>> dependsOn = section.texts("depends_on");
        List<ManifestOverride> overrides = overrides(section, kernels);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var pkg = new ManifestPackage(
                id.get(), source, recipe, kernels, state, headers, isProtected, dependsOn, overrides);
        if (source.isEmpty() && !section.has("source") && pkg.mayBeKept()) {
            section.missing("source");
        }
        return Optional.of(pkg);
    }

    private Optional<Located<PackageId>> id(Section section) {
        Optional<Located<String>> name = section.mandatory("name");
        Optional<Located<String>> version = section.mandatory("version");
        if (name.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> complaint =
                PackageId.complaint(name.get().value(), version.get().value());
        complaint.ifPresent(sentence -> problems.error(name.get().place(), "package-name", sentence));
        return complaint.isPresent()
                ? Optional.empty()
                : Optional.of(new Located<>(
                        new PackageId(name.get().value(), version.get().value()),
                        name.get().place()));
    }

    static Optional<WantedState> state(Section section) {
        return section.word("state", WantedState.words()).flatMap(WantedState::of);
    }

    static Optional<MissingHeaders> missingHeaders(Section section) {
        return section.word("on_missing_headers", MissingHeaders.WORDS)
                .map(word -> word.equals("fail") ? MissingHeaders.FAIL : MissingHeaders.SKIP);
    }

    private List<ManifestOverride> overrides(Section section, Located<KernelSelector> kernels) {
        var overrides = new ArrayList<ManifestOverride>();
        for (Node item : section.items("overrides")) {
            var override = Section.open("the override", item, OVERRIDE_KEYS, problems);
            Optional<Node> node = override.mandatoryNode("kernels");
            Optional<WantedState> state = state(override);
            Optional<MissingHeaders> headers = missingHeaders(override);
            if (!override.has("state") && !override.has("on_missing_headers")) {
                override.missing("state");
            }
            node.map(selectors::read).ifPresent(of -> overrides.add(new ManifestOverride(of, state, headers)));
        }
        new OverrideCheck(problems).check(kernels, overrides);
        return overrides;
    }

    private Optional<Located<Path>> path(Located<String> text) {
        try {
            return Optional.of(new Located<>(folder.resolve(text.value()).normalize(), text.place()));
        } catch (InvalidPathException notInThisLocale) {
            problems.error(
                    text.place(),
                    "path",
                    "no file can have the name '" + text.value()
                            + "' in this locale; use one with UTF-8, such as C.UTF-8");
            return Optional.empty();
        }
    }
}
