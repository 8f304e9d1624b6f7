package ckms.engine.build;

import ckms.engine.host.Host;
import ckms.engine.process.Command;
import ckms.engine.state.BuiltDigests;
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

/** Builds one cell, as whoever runs this process. */
final class Builder {
    private final Host host;
    private final StateDirectory state;
    private final BuildOrder order;
    private final BuildListener listener;
    private final Stage stage;

    Builder(Host host, StateDirectory state, BuildOrder order, BuildListener listener) {
        this.host = host;
        this.state = state;
        this.order = order;
        this.listener = listener;
        this.stage = new Stage(state, order.cell());
    }

    Outcome build() throws IOException, InterruptedException {
        try {
            Recipe recipe = recipe();
            Map<String, String> environment = environment(recipe);
            stage.set();
            run(Hook.CONFIGURE, recipe, environment);
            run(Hook.PRE_BUILD, recipe, environment);
            run(Hook.BUILD, recipe, environment);
            Files.createDirectories(stage.result().resolve("module"));
            run(Hook.POST_BUILD, recipe, environment);
            BuiltDigests digests = new Registration(host, order, stage).take(recipe);
            BuiltDigests.forget(state, order.cell());
            stage.commit();
            digests.write(state, order.cell());
            return new Outcome.Changed("");
        } catch (BuildFailedException failed) {
            return new Outcome.Failed(failed.failure());
        }
    }

    private Recipe recipe() throws IOException, BuildFailedException {
        Recipe recipe = new StoredRecipe(state, order.cell().pkg())
                .forKernel(new RecipeContext(
                        stage.directory().root(), order.destdir(), order.cell().kernel(), order.headers()));
        if (!recipe.hooks().containsKey(Hook.BUILD)) {
            throw new BuildFailedException("the recipe has no build hook; write 'build = …' in [hooks]");
        }
        return recipe;
    }

    private Map<String, String> environment(Recipe recipe)
            throws IOException, InterruptedException, BuildFailedException {
        var hooks = new HookEnvironment(host);
        String make = hooks.make(recipe.make())
                .orElseThrow(() -> new BuildFailedException(
                        recipe.make().equals(Recipe.DEFAULT_MAKE)
                                ? "GNU make is not installed, or not in PATH; install it and try again"
                                : "'" + recipe.make() + "', the make that the recipe asks for, is not in PATH"));
        return hooks.of(order, recipe, stage.directory(), make);
    }

    private void run(Hook hook, Recipe recipe, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        String snippet = recipe.hooks().get(hook);
        if (snippet == null) {
            return;
        }
        listener.hookStarted(hook);
        Path file = stage.logs().resolve(hook.option() + ".log");
        var command = new Command(List.of("/bin/sh", "-c", snippet), stage.build(), environment);
        int exit;
        try (var log = new HookLog(file, listener)) {
            exit = host.processes().run(command, log);
        }
        if (exit != 0) {
            String detail = Files.exists(file) ? FirstError.in(file, stage.build()) : "";
            throw new BuildFailedException(new Failure(
                    "hook '" + hook.option() + "' ended with exit status " + exit, detail, file.toString()));
        }
    }
}
