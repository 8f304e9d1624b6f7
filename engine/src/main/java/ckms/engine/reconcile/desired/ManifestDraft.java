package ckms.engine.reconcile.desired;

import ckms.engine.host.files.RegularFile;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.ObservedPackage;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.CellState;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.SourceText;
import ckms.model.VisibleText;
import ckms.model.manifest.ManifestReader;
import ckms.model.manifest.WantedState;
import ckms.model.recipe.RecipeFile;
import ckms.model.recipe.RecipeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of a manifest that describes a host as it is: to apply it changes nothing. */
public final class ManifestDraft {
    private final StateDirectory state;
    private final Observed observed;
    private final StringBuilder text = new StringBuilder();

    /** Makes the draft for a host. */
    public ManifestDraft(StateDirectory state, Observed observed) {
        this.state = state;
        this.observed = observed;
    }

    /**
     * Returns the manifest's text, in YAML.
     *
     * @throws IOException if the recipe in a source folder can't be read
     */
    public String text() throws IOException {
        line("# What 'ckms init' found; what is listed here stays as it is.");
        line("schema: 1");
        line("prune: none");
        List<ObservedPackage> known =
                observed.all().stream().filter(ObservedPackage::isAdded).toList();
        line(known.stream().noneMatch(ManifestDraft::canBeListed) ? "packages: []" : "packages:");
        for (ObservedPackage pkg : known) {
            if (pkg.source().isEmpty()) {
                line("  # " + pkg.id() + " has no link to a source");
            } else if (!canBeListed(pkg)) {
                line("  # " + pkg.id() + " has a source that no manifest can name: "
                        + quoted(pkg.source().get().toString()));
            } else {
                describe(pkg, pkg.source().get());
            }
        }
        return text.toString();
    }

    private static boolean canBeListed(ObservedPackage pkg) {
        return pkg.source().map(Path::toString).filter(ManifestReader::isText).isPresent();
    }

    private void describe(ObservedPackage pkg, Path source) throws IOException {
        line("  - name: " + quoted(pkg.id().name()));
        line("    version: " + quoted(pkg.id().version()));
        line("    source: " + quoted(source.toString()));
        if (!hasOwnRecipe(pkg, source)) {
            line("    recipe: " + quoted(state.recipe(pkg.id()).toString()));
        }
        Set<String> dependencies = dependencies(pkg);
        if (!dependencies.isEmpty()) {
            line("    depends_on: [" + String.join(", ", dependencies) + "]");
        }
        if (observed.ownership(pkg.id()).isProtected()) {
            line("    protect: true");
        }
        describe(states(pkg));
    }

    private static boolean hasOwnRecipe(ObservedPackage pkg, Path source) throws IOException {
        Path own = source.resolve("ckms.ini");
        return Files.isRegularFile(own)
                && Optional.of(new String(
                                RegularFile.bytes(own.toRealPath(), RecipeFile.LIMIT), StandardCharsets.UTF_8))
                        .map(text -> SourceText.of(own.toString(), text).text())
                        .map(RecipeText::new)
                        .equals(pkg.recipe());
    }

    private Set<String> dependencies(ObservedPackage pkg) {
        var names = new TreeSet<String>();
        for (Kernel kernel : observed.kernels().keySet()) {
            BuildRecord build = observed.builds().get(new Cell(pkg.id(), kernel));
            if (build != null) {
                build.inputs().dependencies().stream()
                        .map(PackageId::name)
                        .map(ManifestDraft::quoted)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private Map<Kernel, WantedState> states(ObservedPackage pkg) {
        Map<Kernel, WantedState> states = new LinkedHashMap<>();
        for (Kernel kernel : observed.kernels().keySet()) {
            CellState found = pkg.on(kernel);
            if (found == CellState.INSTALLED) {
                states.put(kernel, WantedState.INSTALLED);
            } else if (found == CellState.BUILT) {
                states.put(kernel, WantedState.BUILT);
            } else if (observed.markers().containsKey(new Cell(pkg.id(), kernel))) {
                states.put(kernel, WantedState.DISABLED);
            }
        }
        return states;
    }

    private void describe(Map<Kernel, WantedState> states) {
        if (states.isEmpty()) {
            line("    state: added");
            return;
        }
        WantedState most = states.values().stream().sorted().findFirst().orElseThrow();
        boolean everywhere = states.size() == observed.kernels().size();
        line("    kernels: "
                + (everywhere
                        ? "installed"
                        : states.keySet().stream()
                                .map(kernel -> quoted(kernel.release()))
                                .collect(Collectors.joining(", ", "[", "]"))));
        line("    state: " + most.word());
        if (Set.copyOf(states.values()).size() > 1) {
            line("    overrides:");
            states.forEach((kernel, state) -> {
                if (state != most) {
                    line("      - kernels: " + quoted(kernel.release()));
                    line("        state: " + state.word());
                }
            });
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quoted(String text) {
        return '"' + VisibleText.line(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
