package ckms.engine.run;

import ckms.engine.Settings;
import ckms.engine.build.BuildListener;
import ckms.engine.build.BuildSide;
import ckms.engine.build.HookEnvironment;
import ckms.engine.build.HookOrder;
import ckms.engine.build.HookRun;
import ckms.engine.host.Host;
import ckms.engine.install.Records;
import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.run.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the hooks around a step: a recipe's as the state directory's owner, the configuration's as whoever runs ckms. The
 * configuration's are the outer ones: first before the step, last after it.
 */
final class SurroundingHooks {
    private static final Path CONFIGURED_FOLDER = Path.of("/");

    private final Host host;
    private final Settings settings;
    private final BuildSide buildSide;
    private final Records records;

    SurroundingHooks(Host host, Settings settings, BuildSide buildSide, Records records) {
        this.host = host;
        this.settings = settings;
        this.buildSide = buildSide;
        this.records = records;
    }

    /** Runs those of a point before a step; tells which failed first, if one did, after which none was run. */
    Optional<Failure> before(
            Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, BuildListener listener)
            throws IOException, InterruptedException {
        Optional<Failure> outer = configured(hook, pkg, kernel, recipe, listener);
        return outer.isPresent() ? outer : ofRecipe(hook, pkg, kernel, recipe, listener);
    }

    /** Runs those of a point after a step, all of them; tells which failed. */
    List<Failure> after(Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, BuildListener listener)
            throws IOException, InterruptedException {
        var failures = new ArrayList<Failure>();
        ofRecipe(hook, pkg, kernel, recipe, listener).ifPresent(failures::add);
        configured(hook, pkg, kernel, recipe, listener).ifPresent(failures::add);
        return failures;
    }

    private Optional<Failure> ofRecipe(
            Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, BuildListener listener)
            throws IOException, InterruptedException {
        Optional<String> snippet = recipe.map(Recipe::hooks).map(hooks -> hooks.get(hook));
        if (snippet.isEmpty()) {
            return Optional.empty();
        }
        Path folder = hook == Hook.POST_REMOVE
                ? settings.state().root()
                : settings.state().version(pkg);
        Path log = settings.state().log(new Cell(pkg, kernel.kernel()), hook);
        return buildSide.run(
                new HookOrder(hook, snippet.get(), folder, log, environment(pkg, kernel, recipe)), listener);
    }

    private Optional<Failure> configured(
            Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, BuildListener listener)
            throws IOException, InterruptedException {
        String snippet = settings.config().hooks().get(hook);
        if (snippet == null) {
            return Optional.empty();
        }
        Path log = records.hookLog(new Cell(pkg, kernel.kernel()), hook);
        return new HookRun(host.processes(), listener)
                .run(new HookOrder(hook, snippet, CONFIGURED_FOLDER, log, environment(pkg, kernel, recipe)))
                .map(failure ->
                        new Failure(failure.sentence() + " (of the configuration)", failure.detail(), failure.log()));
    }

    private Map<String, String> environment(PackageId pkg, KernelTree kernel, Optional<Recipe> recipe)
            throws IOException, InterruptedException {
        String make = recipe.map(Recipe::make).orElse(Recipe.DEFAULT_MAKE);
        return new HookEnvironment(host).around(settings.buildOrder(pkg, kernel, ""), make, settings.state());
    }
}
