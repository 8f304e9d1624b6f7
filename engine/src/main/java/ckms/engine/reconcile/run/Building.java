package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.KeyFiles;
import ckms.engine.buildside.sign.ModuleSigner;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.buildside.sign.Signing;
import ckms.engine.host.Host;
import ckms.engine.inputs.Input;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.Settings;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.recipe.RecipeText;
import ckms.model.run.Outcome;
import java.io.IOException;

/** Does the steps that build: the build side builds, and modules are signed. */
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
        Settings settings = context.settings();
        Host host = context.host();
        Signing signing = Signing.of(host, kernel.build(), settings.signingKey());
        Signer signer = signing instanceof Signing.Wanted wanted
                ? new ModuleSigner(host, settings.state().root(), wanted)
                : Signer.none();
        BuildOrder order = BuildOrder.of(
                settings,
                cell.pkg(),
                context.recipes().evaluate(cell.pkg(), settings.buildContext(cell.pkg(), kernel)),
                kernel,
                new KeyFiles(host, kernel.build(), settings.signingKey()).read().orElse(Input.NONE),
                step.dependencies(),
                step.owner());
        Outcome built = context.buildSide().build(order.with(jobs, !countsJobs(cell.pkg())), listener, signer);
        return built instanceof Outcome.Changed changed && changed.effect() == Outcome.Effect.COMPILED
                ? changed.with(signing.remark())
                : built;
    }
}
