package ckms.engine.build;

import ckms.engine.host.Host;
import ckms.engine.sign.Signer;
import ckms.engine.sign.SigningException;
import ckms.engine.state.BuildRecord;
import ckms.engine.state.Input;
import ckms.engine.state.StateDirectory;
import ckms.engine.state.StoredRecipe;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeContext;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one cell, as whoever runs this process. */
final class Builder {
    /** What builds a plain Kbuild tree, where the recipe has no build hook. */
    private static final String KBUILD =
            "${MAKE} ${CKMS_MAKE_ARGS} -j${CKMS_JOBS} -C \"${CKMS_KERNEL_HDRDIR}\" M=\"${PWD}\" modules";

    private final Host host;
    private final StateDirectory state;
    private final BuildOrder order;
    private final BuildListener listener;
    private final Signer signer;
    private final Stage stage;

    Builder(Host host, StateDirectory state, BuildOrder order, BuildListener listener, Signer signer) {
        this.host = host;
        this.state = state;
        this.order = order;
        this.listener = listener;
        this.signer = signer;
        this.stage = new Stage(state, order.cell());
    }

    Outcome build() throws IOException, InterruptedException {
        try {
            Recipe recipe = recipe();
            Map<String, String> environment = environment(recipe);
            Map<String, Input> inputs = new BuildInputs(host, state).all(order, recipe);
            stage.set();
            run(Hook.CONFIGURE, recipe, environment);
            run(Hook.PRE_BUILD, recipe, environment);
            if (recipe.hooks().containsKey(Hook.BUILD)) {
                run(Hook.BUILD, recipe, environment);
            } else {
                runKbuild(environment);
            }
            Files.createDirectories(stage.result().resolve("module"));
            run(Hook.POST_BUILD, recipe, environment);
            new ExportedSymbols(stage).keep(recipe);
            var conditions = new Conditions(host, stage.build(), environment);
            BuildRecord built = new Registration(host, order, stage, signer, conditions).take(recipe, inputs);
            BuildRecord.forget(state, order.cell());
            stage.commit();
            built.write(state, order.cell());
            return new Outcome.Changed("");
        } catch (BuildFailedException failed) {
            return new Outcome.Failed(failed.failure());
        } catch (SigningException notSigned) {
            return Outcome.failed(notSigned.getMessage());
        }
    }

    private Recipe recipe() throws IOException {
        return new StoredRecipe(state, order.cell().pkg())
                .forKernel(new RecipeContext(
                        stage.directory().root(), order.destdir(), order.cell().kernel(), order.headers()));
    }

    private Map<String, String> environment(Recipe recipe)
            throws IOException, InterruptedException, BuildFailedException {
        var hooks = new HookEnvironment(host);
        String make = hooks.make(recipe.make())
                .orElseThrow(() -> new BuildFailedException(
                        recipe.make().equals(Recipe.DEFAULT_MAKE)
                                ? "GNU make is not installed, or not in PATH; install it and try again"
                                : "'" + recipe.make() + "', the make that the recipe asks for, is not in PATH"));
        return hooks.inBuild(order, stage.directory(), make, new BuildInputs(host, state).symbolsFiles(order));
    }

    private void runKbuild(Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        Path folder = stage.build();
        if (List.of("Kbuild", "Makefile").stream().noneMatch(file -> Files.isRegularFile(folder.resolve(file)))) {
            throw new BuildFailedException("the recipe has no build hook, and the source is no Kbuild tree: it has"
                    + " neither Kbuild nor Makefile; write 'build = …' in [hooks]");
        }
        run(Hook.BUILD, KBUILD, environment);
    }

    private void run(Hook hook, Recipe recipe, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        String snippet = recipe.hooks().get(hook);
        if (snippet != null) {
            run(hook, snippet, environment);
        }
    }

    private void run(Hook hook, String snippet, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        Path log = stage.logs().resolve(hook.option() + ".log");
        Optional<Failure> failure = new HookRun(host.processes(), listener)
                .run(new HookOrder(hook, snippet, stage.build(), log, environment));
        if (failure.isPresent()) {
            throw new BuildFailedException(failure.get());
        }
    }
}
