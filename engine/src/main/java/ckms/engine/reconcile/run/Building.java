package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.Built;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.KeyFiles;
import ckms.engine.buildside.sign.ModuleSigner;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.buildside.sign.Signing;
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
        return context.recipes().text(pkg).filter(RecipeText::countsJobs).isPresent();
    }

    Outcome build(Step.Build step, int jobs, HookListener listener) throws IOException, InterruptedException {
        Cell cell = step.cell();
        KernelTree kernel = context.tree(cell.kernel());
        if (kernel.headers().isEmpty()) {
            return Outcome.failed("there are no kernel headers in " + kernel.build());
        }
        Signing signing = Signing.of(context.host(), kernel, context.settings().signingKey());
        if (signing instanceof Signing.Impossible) {
            return Outcome.failed("the modules " + signing.remark());
        }
        boolean isSigned = signing instanceof Signing.Wanted;
        BuildOrder order = order(step, kernel)
                .with(jobs, !countsJobs(cell.pkg()))
                .bringingBack(context.notes().compiled(cell, isSigned));
        Optional<ModuleSigner> signer = signing instanceof Signing.Wanted wanted
                ? Optional.of(new ModuleSigner(
                        context.host(),
                        context.settings().state().root(),
                        wanted,
                        kernel,
                        order.staged(context.settings().state()).values()))
                : Optional.empty();
        Built built = context.buildSide()
                .build(order, listener, signer.<Signer>map(known -> known).orElse(Signer.none()));
        if (!(built.outcome() instanceof Outcome.Changed changed)) {
            return built.outcome();
        }
        if (changed.effect() == Outcome.Effect.COMPILED) {
            Map<String, String> known = signer.map(of -> signed(order, of)).orElse(built.modules());
            context.notes().addCompiled(new BuildNote(cell, known, isSigned));
            return known.equals(built.modules())
                    ? changed.with(signing.remark())
                    : Outcome.failed(
                            "the modules that were built are not those that were signed, as if a hook had spoken"
                                    + " in the name of the build; look at the recipe, and build it again");
        }
        if (!order.mayBringBack(built.modules())) {
            return Outcome.failed("a result was brought back from the cache that root did not have built; somebody"
                    + " changed it, so clean " + cell + " and build it with --no-cache");
        }
        context.notes().write(new BuildNote(cell, built.modules(), isSigned));
        return changed;
    }

    private BuildOrder order(Step.Build step, KernelTree kernel) throws IOException {
        Settings settings = context.settings();
        PackageId pkg = step.cell().pkg();
        return BuildOrder.of(
                settings,
                pkg,
                context.recipes().evaluate(pkg, settings.buildContext(pkg, kernel)),
                kernel,
                new KeyFiles(context.host(), kernel, settings.signingKey())
                        .read()
                        .orElse(Input.NONE),
                step.dependencies(),
                step.owner());
    }

    /** Returns what root knows of the modules of a build by itself: the digests of those that it signed. */
    private Map<String, String> signed(BuildOrder order, ModuleSigner signer) {
        Map<Path, String> signed = signer.signed();
        return order.staged(context.settings().state()).entrySet().stream()
                .filter(module -> signed.containsKey(module.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, module -> signed.get(module.getValue())));
    }
}
