package ckms.engine.buildside;

import ckms.engine.buildside.hook.HookEnvironment;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.hook.HookRun;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.buildside.sign.SigningException;
import ckms.engine.host.Host;
import ckms.engine.host.files.Digest;
import ckms.engine.inputs.Input;
import ckms.engine.inputs.InputDigests;
import ckms.engine.inputs.InputName;
import ckms.engine.inputs.InputSource;
import ckms.engine.inputs.InputSources;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.FailedBuild;
import ckms.engine.store.StateDirectory;
import ckms.engine.store.cache.ResultCache;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one cell, as the user of this process. */
final class Builder {
    /** The build hook for a recipe that has none: builds a plain Kbuild tree. */
    private static final String KBUILD = "${MAKE} ${CKMS_MAKE_ARGS} -C \"${CKMS_KERNEL_HDRDIR}\" M=\"${PWD}\" modules";

    /** The detail of the outcome if a result of an earlier build was brought back. */
    static final String RESTORED = "restored from the cache";

    private final Host host;
    private final StateDirectory state;
    private final BuildOrder order;
    private final Surroundings around;
    private final Stage stage;
    private Inputs inputs = Inputs.NONE;

    /**
     * The others that take part in a build.
     *
     * @param listener hears how the build gets on
     * @param signer signs its modules
     * @param jobs the job server of its makes; empty if the recipe counts jobs itself, or there is no job server
     * @param results the results of earlier builds
     * @param links the links to other packages
     */
    record Surroundings(
            HookListener listener, Signer signer, Optional<JobServer> jobs, ResultCache results, PackageLinks links) {}

    Builder(Host host, StateDirectory state, BuildOrder order, Surroundings around) {
        this.host = host;
        this.state = state;
        this.order = order;
        this.around = around;
        this.stage = new Stage(state, order.cell(), around.links());
    }

    Built build() throws IOException, InterruptedException {
        try {
            Recipe recipe = order.recipe();
            Map<String, String> environment = environment(recipe);
            inputs = sources(recipe).read();
            Optional<BuildRecord> known = restored();
            BuildRecord built = known.isPresent() ? known.get() : compiled(recipe, environment);
            stage.sync();
            built.writeNext(state, order.cell());
            stage.commit();
            BuildRecord.settleNext(state, order.cell());
            FailedBuild.forget(state, order.cell());
            if (known.isPresent()) {
                return new Built(new Outcome.Changed(Outcome.Effect.RESTORED, RESTORED, List.of()), built.modules());
            }
            keep(built);
            return new Built(new Outcome.Changed(Outcome.Effect.COMPILED, "", List.of()), built.modules());
        } catch (BuildFailedException failed) {
            if (failed.failure().kind().isLasting()) {
                new FailedBuild(failed.failure(), inputs).write(state, order.cell());
            }
            return Built.failed(new Outcome.Failed(failed.failure()));
        } catch (SigningException notSigned) {
            return Built.failed(Outcome.failed(notSigned.getMessage()));
        }
    }

    private BuildRecord compiled(Recipe recipe, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        stage.set();
        run(Hook.CONFIGURE, recipe, environment);
        run(Hook.PRE_BUILD, recipe, environment);
        runBuild(recipe, environment);
        stage.make(stage.result().resolve("module"));
        run(Hook.POST_BUILD, recipe, environment);
        stage.make(stage.result());
        new ExportedSymbols(stage).keep(recipe);
        var conditions = new Conditions(host, stage.build(), environment, order);
        return new Registration(host, order, stage, around.signer(), conditions).take(recipe, inputs);
    }

    private Optional<BuildRecord> restored() throws IOException {
        Optional<String> key = key();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        stage.clear();
        return around.results()
                .restore(key.get(), stage.result(), record -> order.mayBringBack(record.modules()))
                .map(record -> record.with(inputs).ownedBy(order.owner()));
    }

    private void keep(BuildRecord built) throws IOException {
        Optional<String> key = key();
        if (key.isPresent()) {
            around.results().keep(key.get(), order.cell(), built, state.built(order.cell()), order.cacheBytes());
        }
    }

    /**
     * Makes the name of the result in the cache: a digest of all inputs, and of the stage's path, since paths end up in
     * modules too. Empty if no cache is used, or the compiler is not known.
     */
    private Optional<String> key() {
        if (order.cacheBytes() == 0
                || inputs.get(InputName.Part.COMPILER)
                        .orElse(Input.NONE)
                        .digest()
                        .isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder(order.cell() + "\0" + stage.directory().root());
        inputs.known()
                .forEach((name, input) ->
                        text.append('\0').append(name).append('\0').append(input.digest()));
        return Optional.of(Digest.of(text.toString()));
    }

    private InputSources sources(Recipe recipe) throws IOException {
        return InputSources.of(
                host,
                new InputSources.Parts(
                        Optional.of(state.source(order.cell().pkg()).toRealPath()),
                        Optional.of(InputDigests.of(recipe)),
                        Optional.of(order.kernel()),
                        order.context().options(),
                        InputSource.given(order.signingKey()),
                        state.root(),
                        symbols()));
    }

    /** Lists the files of the dependencies' symbols; the file of a package that exports none does not exist. */
    private Map<PackageId, Path> symbols() {
        Map<PackageId, Path> symbols = new LinkedHashMap<>();
        order.dependencies()
                .forEach(pkg -> symbols.put(
                        pkg, state.symbols(new Cell(pkg, order.cell().kernel()))));
        return symbols;
    }

    private Map<String, String> environment(Recipe recipe)
            throws IOException, InterruptedException, BuildFailedException {
        var hooks = new HookEnvironment(host);
        String make = hooks.make(recipe.make())
                .orElseThrow(() -> new BuildFailedException(
                        recipe.make().equals(Recipe.DEFAULT_MAKE)
                                ? "GNU make is not installed, or not in PATH; install it and try again"
                                : "'" + recipe.make() + "', the make that the recipe asks for, is not in PATH"));
        return hooks.inBuild(
                order.context(),
                stage.directory(),
                make,
                symbols().values().stream().filter(Files::isRegularFile).toList());
    }

    private void runBuild(Recipe recipe, Map<String, String> environment)
            throws IOException, InterruptedException, BuildFailedException {
        Map<String, String> served = new LinkedHashMap<>(environment);
        if (order.served()) {
            served.putIfAbsent(
                    "MAKEFLAGS",
                    around.jobs().isPresent()
                            ? JobServer.makeFlags(host.cpus())
                            : "-j" + order.context().jobs());
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
        Path log = stage.make(stage.logs()).resolve(hook.option() + ".log");
        var run = new HookRun(host.processes(), around.listener());
        var hookOrder =
                new HookOrder(hook, snippet, stage.build(), log, environment, order.hookTimeout(), order.confinement());
        Optional<Failure> failure = hook == Hook.BUILD && around.jobs().isPresent()
                ? run.run(hookOrder, around.jobs().get().shell(snippet))
                : run.run(hookOrder);
        if (failure.isPresent()) {
            throw new BuildFailedException(failure.get());
        }
    }
}
