package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.Built;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.KeyFiles;
import ckms.engine.buildside.sign.ModuleSigner;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.buildside.sign.Signing;
import ckms.engine.host.Host;
import ckms.engine.inputs.Input;
import ckms.engine.installside.BuildNote;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.recipe.RecipeText;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does the steps that build: the build side builds, modules are signed, and what came of it is noted. */
final class Building {
    private final RunContext context;

    Building(RunContext context) {
        this.context = context;
    }

    /**
     * Says whether a package's recipe counts jobs itself; others leave that to their makes, which a job server serves.
     */
    boolean countsJobs(PackageId pkg) {
        try {
            return context.recipes().text(pkg).filter(RecipeText::countsJobs).isPresent();
        } catch (IOException theBuildWillTell) {
            return false;
        }
    }

    Outcome build(Step.Build step, int jobs, HookListener listener) throws IOException, InterruptedException {
        Cell cell = step.cell();
        KernelTree kernel = context.tree(cell.kernel());
        if (kernel.headers().isEmpty()) {
            return Outcome.failed("there are no kernel headers in " + kernel.build());
        }
        Settings settings = context.settings();
        Host host = context.host();
        Signing signing = Signing.of(host, kernel.build(), settings.signingKey());
        BuildOrder order = BuildOrder.of(
                settings,
                cell.pkg(),
                context.recipes().evaluate(cell.pkg(), settings.buildContext(cell.pkg(), kernel)),
                kernel,
                new KeyFiles(host, kernel.build(), settings.signingKey()).read().orElse(Input.NONE),
                step.dependencies(),
                step.owner());
        Map<String, Path> staged = order.staged(settings.state());
        Optional<ModuleSigner> signer = signing instanceof Signing.Wanted wanted
                ? Optional.of(new ModuleSigner(host, settings.state().root(), wanted, kernel, staged.values()))
                : Optional.empty();
        Built built = context.buildSide()
                .build(
                        order.with(jobs, !countsJobs(cell.pkg())),
                        listener,
                        signer.<Signer>map(known -> known).orElse(Signer.none()));
        if (!(built.outcome() instanceof Outcome.Changed changed)) {
            return built.outcome();
        }
        boolean compiled = changed.effect() == Outcome.Effect.COMPILED;
        Map<String, String> known =
                compiled && signer.isPresent() ? signed(staged, signer.get().signed()) : built.modules();
        context.notes().write(new BuildNote(cell, known, compiled && signer.isPresent()));
        return known.equals(built.modules())
                ? compiled ? changed.with(signing.remark()) : changed
                : Outcome.failed("the modules that were built are not those that were signed, as if a hook had spoken"
                        + " in the name of the build; look at the recipe, and build it again");
    }

    /** Returns the digests of the signed modules by the names that a build has for them. */
    private static Map<String, String> signed(Map<String, Path> staged, Map<Path, String> signed) {
        return staged.entrySet().stream()
                .filter(module -> signed.containsKey(module.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, module -> signed.get(module.getValue())));
    }
}
