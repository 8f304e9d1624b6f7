package ckms.engine.build;

import ckms.engine.cache.ResultCache;
import ckms.engine.files.Digest;
import ckms.engine.host.Host;
import ckms.engine.sign.Signer;
import ckms.engine.sign.SigningException;
import ckms.engine.state.BuildRecord;
import ckms.engine.state.FailedBuild;
import ckms.engine.state.Input;
import ckms.engine.state.StateDirectory;
import ckms.engine.state.StoredRecipe;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.recipe.RecipeContext;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one cell, as whoever runs this process. */
final class Builder {
    /** What builds a plain Kbuild tree, where the recipe has no build hook. */
    private static final String KBUILD = "${MAKE} ${CKMS_MAKE_ARGS} -C \"${CKMS_KERNEL_HDRDIR}\" M=\"${PWD}\" modules";

    /** What is said of a build that was not compiled. */
    static final String RESTORED = "restored from the cache";

    private final Host host;
    private final StateDirectory state;
    private final BuildOrder order;
    private final Surroundings around;
    private final Stage stage;
    private Map<String, Input> inputs = Map.of();

    /**
     * Who else has to do with a build.
     *
     * @param listener hears how it gets on
     * @param signer signs its modules
     * @param jobs serves its makes; empty where the recipe counts jobs itself
     * @param results those of earlier builds
     */
    record Surroundings(BuildListener listener, Signer signer, Optional<JobServer> jobs, ResultCache results) {}

    Builder(Host host, StateDirectory state, BuildOrder order, Surroundings around) {
        this.host = host;
        this.state = state;
        this.order = order;
        this.around = around;
        this.stage = new Stage(state, order.cell());
    }

    Outcome build() throws IOException, InterruptedException {
        try {
            Recipe recipe = recipe();
            Map<String, String> environment = environment(recipe);
            inputs = new BuildInputs(host, state).all(order, recipe);
            Optional<BuildRecord> known = restored();
            BuildRecord built = known.isPresent() ? known.get() : compiled(recipe, environment);
            stage.sync();
            built.writeNext(state, order.cell());
            stage.commit();
            BuildRecord.settleNext(state, order.cell());
            FailedBuild.forget(state, order.cell());
            if (known.isPresent()) {
                return new Outcome.Changed(RESTORED);
            }
            keep(built);
            return new Outcome.Changed("");
        } catch (BuildFailedException failed) {
            if (failed.failure().kind().isLasting()) {
                new FailedBuild(failed.failure(), inputs).write(state, order.cell());
            }
            return new Outcome.Failed(failed.failure());
        } catch (SigningException notSigned) {
            return Outcome.failed(notSigned.getMessage());
        }
    }

    private BuildRecord compiled(Recipe recipe, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        stage.set();
        run(Hook.CONFIGURE, recipe, environment);
        run(Hook.PRE_BUILD, recipe, environment);
        runBuild(recipe, environment);
        Files.createDirectories(stage.result().resolve("module"));
        run(Hook.POST_BUILD, recipe, environment);
        new ExportedSymbols(stage).keep(recipe);
        var conditions = new Conditions(host, stage.build(), environment, Duration.ofSeconds(order.limitSeconds()));
        return new Registration(host, order, stage, around.signer(), conditions).take(recipe, inputs);
    }

    private Optional<BuildRecord> restored() throws IOException {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        stage.clear();
        return around.results()
                .restore(key.get(), stage.result())
                .map(record -> record.with(inputs).ownedBy(order.owner()));
    }

    private void keep(BuildRecord built) throws IOException {
        Optional<String> key = key();
        if (key.isPresent()) {
            around.results().keep(key.get(), order.cell(), built, state.built(order.cell()), order.cacheBytes());
        }
    }

    /** What tells a result from all others: paths end up in modules too. Empty where it could not be told. */
    private Optional<String> key() {
        if (order.cacheBytes() == 0 || inputs.get(BuildInputs.COMPILER).digest().isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder(order.cell() + "\0" + stage.directory().root());
        inputs.forEach(
                (name, input) -> text.append('\0').append(name).append('\0').append(input.digest()));
        return Optional.of(Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)));
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

    private void runBuild(Recipe recipe, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        Map<String, String> served = new LinkedHashMap<>(environment);
        if (order.served()) {
            served.putIfAbsent(
                    "MAKEFLAGS", around.jobs().isPresent() ? JobServer.makeFlags(host.cpus()) : "-j" + order.jobs());
        }
        String snippet = recipe.hooks().get(Hook.BUILD);
        run(Hook.BUILD, snippet == null ? kbuild() : snippet, served);
    }

    private String kbuild() throws BuildFailedException {
        Path folder = stage.build();
        if (List.of("Kbuild", "Makefile").stream().noneMatch(file -> Files.isRegularFile(folder.resolve(file)))) {
            throw new BuildFailedException("the recipe has no build hook, and the source is no Kbuild tree: it has"
                    + " neither Kbuild nor Makefile; write 'build = …' in [hooks]");
        }
        return KBUILD;
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
        var run = new HookRun(host.processes(), around.listener());
        var hookOrder = new HookOrder(hook, snippet, stage.build(), log, environment, order.limitSeconds());
        Optional<Failure> failure = hook == Hook.BUILD && around.jobs().isPresent()
                ? run.run(hookOrder, around.jobs().get().shell(snippet))
                : run.run(hookOrder);
        if (failure.isPresent()) {
            throw new BuildFailedException(failure.get());
        }
    }
}
