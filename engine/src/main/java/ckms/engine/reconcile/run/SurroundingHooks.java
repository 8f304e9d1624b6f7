package ckms.engine.reconcile.run;

import ckms.engine.buildside.hook.HookContext;
import ckms.engine.buildside.hook.HookEnvironment;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.hook.HookRun;
import ckms.engine.host.files.FileProblem;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
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
 * Runs the hooks around a step: those of a recipe as the state directory's owner, those of the configuration as the
 * user who runs ckms. The configuration's hooks run first before the step, and last after it.
 */
final class SurroundingHooks {
    private static final Path CONFIGURED_FOLDER = Path.of("/");

    private final RunContext context;
    private final Settings settings;

    SurroundingHooks(RunContext context) {
        this.context = context;
        this.settings = context.settings();
    }

    /**
     * Runs the hooks of one point before a step, until one fails.
     *
     * @return the failure; empty if none failed
     */
    Optional<Failure> before(
            Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, HookListener listener)
            throws IOException, InterruptedException {
        Optional<Failure> outer = configured(hook, pkg, kernel, listener);
        return outer.isPresent() ? outer : ofRecipe(hook, pkg, kernel, recipe, listener);
    }

    /**
     * Runs all hooks of one point after a step.
     *
     * @return the failures
     */
    List<Failure> after(Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, HookListener listener)
            throws IOException, InterruptedException {
        var failures = new ArrayList<Failure>();
        try {
            ofRecipe(hook, pkg, kernel, recipe, listener).ifPresent(failures::add);
        } catch (IOException notRun) {
            failures.add(notRun(hook, notRun));
        }
        try {
            configured(hook, pkg, kernel, listener).ifPresent(failures::add);
        } catch (IOException notRun) {
            failures.add(notRun(hook, notRun));
        }
        return failures;
    }

    /** Describes a hook that could not be run. The step itself is done, so that this is reported and no more. */
    private static Failure notRun(Hook hook, IOException problem) {
        return Failure.of(
                FileProblem.kind(problem),
                "hook '" + hook.option() + "' could not be run: " + FileProblem.sentence(problem));
    }

    private Optional<Failure> ofRecipe(
            Hook hook, PackageId pkg, KernelTree kernel, Optional<Recipe> recipe, HookListener listener)
            throws IOException, InterruptedException {
        Optional<String> snippet = recipe.map(Recipe::hooks).map(hooks -> hooks.get(hook));
        if (snippet.isEmpty()) {
            return Optional.empty();
        }
        Path folder = hook == Hook.POST_REMOVE
                ? settings.state().root()
                : settings.state().version(pkg);
        Path log = settings.state().log(new Cell(pkg, kernel.kernel()), hook);
        return context.buildSide()
                .run(
                        new HookOrder(
                                hook,
                                snippet.get(),
                                folder,
                                log,
                                environment(pkg, kernel, recipe.get().make()),
                                settings.hookTimeout(),
                                settings.confinement(
                                        writable(hook, pkg),
                                        pkg,
                                        kernel,
                                        recipe.get().network())),
                        listener);
    }

    /** Lists the folders that a hook outside of a build may change: that of its package alone, while there is one. */
    private List<Path> writable(Hook hook, PackageId pkg) {
        return hook == Hook.POST_REMOVE ? List.of() : List.of(settings.state().version(pkg));
    }

    private Optional<Failure> configured(Hook hook, PackageId pkg, KernelTree kernel, HookListener listener)
            throws IOException, InterruptedException {
        String snippet = settings.config().hooks().get(hook);
        if (snippet == null) {
            return Optional.empty();
        }
        Path log = context.records().hookLog(new Cell(pkg, kernel.kernel()), hook);
        return new HookRun(context.host().processes(), listener)
                .run(new HookOrder(
                        hook,
                        snippet,
                        CONFIGURED_FOLDER,
                        log,
                        environment(pkg, kernel, Recipe.DEFAULT_MAKE),
                        settings.hookTimeout(),
                        Optional.empty()))
                .map(failure -> new Failure(
                        failure.kind(),
                        failure.sentence() + " (of the configuration)",
                        failure.detail(),
                        failure.log()));
    }

    /**
     * Makes the environment of a hook. A recipe chooses its make, but not for the hooks of the configuration, which may
     * be root's.
     */
    private Map<String, String> environment(PackageId pkg, KernelTree kernel, String make)
            throws IOException, InterruptedException {
        return new HookEnvironment(context.host())
                .around(HookContext.of(settings, pkg, kernel), make, settings.state());
    }
}
