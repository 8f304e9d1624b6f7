package ckms.engine.reconcile.run;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.kernel.KernelTree;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.util.Optional;

/** Does the steps on packages: adds, adopts and removes them. */
final class Registering {
    private final RunContext context;
    private final SurroundingHooks hooks;

    Registering(RunContext context, SurroundingHooks hooks) {
        this.context = context;
        this.hooks = hooks;
    }

    Outcome add(Step.Add step, HookListener listener) throws IOException, InterruptedException {
        Outcome added = context.buildSide().add(step);
        if (step.refresh() || !(added instanceof Outcome.Changed)) {
            return added;
        }
        KernelTree kernel = context.tree(step.kernel());
        Optional<Recipe> recipe = context.recipeIfGood(step.pkg(), kernel);
        return added.followedBy(hooks.after(Hook.POST_ADD, step.pkg(), kernel, recipe, listener));
    }

    Outcome adopt(Step.Adopt step) throws IOException {
        for (Kernel kernel : step.kernels()) {
            context.installer().adopt(new Cell(step.pkg(), kernel), step.owner());
        }
        return context.buildSide().adopt(step);
    }

    Outcome remove(Step.Remove step, HookListener listener) throws IOException, InterruptedException {
        KernelTree kernel = context.tree(step.kernel());
        Optional<Recipe> recipe = context.recipeIfGood(step.pkg(), kernel);
        Outcome removed = context.buildSide().remove(step.pkg());
        if (!(removed instanceof Outcome.Changed)) {
            return removed;
        }
        context.installer().forget(step.pkg());
        context.notes().forget(step.pkg());
        return removed.followedBy(hooks.after(Hook.POST_REMOVE, step.pkg(), kernel, recipe, listener));
    }
}
