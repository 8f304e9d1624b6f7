package ckms.engine.reconcile.run;

import ckms.engine.buildside.hook.HookListener;
import ckms.engine.installside.InstallOrder;
import ckms.engine.installside.Installer;
import ckms.engine.installside.UninstallOrder;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.module.Compression;
import ckms.engine.kernel.module.OwnModules;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuiltModules;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does the steps that install and uninstall, and runs the hooks around them. */
final class Installing {
    private final RunContext context;
    private final SurroundingHooks hooks;

    Installing(RunContext context, SurroundingHooks hooks) {
        this.context = context;
        this.hooks = hooks;
    }

    Outcome install(Step.Install step, HookListener listener) throws IOException, InterruptedException {
        Cell cell = step.cell();
        KernelTree kernel = context.tree(cell.kernel());
        Optional<Recipe> recipe = Optional.of(context.recipe(cell.pkg(), kernel));
        Optional<BuildRecord> record = BuildRecord.recorded(context.settings().state(), cell)
                .orRefuse("whether its modules are those that were built");
        Optional<String> changed = context.notes().complaint(cell, record);
        if (changed.isPresent()) {
            return Outcome.failed(changed.get());
        }
        InstallOrder order = order(step, kernel, recipe.get(), record);
        Optional<PackageId> replaced = step.other();
        Optional<Recipe> old = replaced.flatMap(pkg -> context.recipeIfGood(pkg, kernel));
        Optional<Failure> refused = replaced.isPresent()
                ? hooks.before(Hook.PRE_UNINSTALL, replaced.get(), kernel, old, listener)
                : Optional.empty();
        if (refused.isEmpty()) {
            refused = hooks.before(Hook.PRE_INSTALL, cell.pkg(), kernel, recipe, listener);
        }
        if (refused.isPresent()) {
            return new Outcome.Failed(refused.get());
        }
        Outcome installed = remarked(context.installer().install(order), cell);
        if (installed instanceof Outcome.Failed) {
            return installed;
        }
        var failures = new ArrayList<Failure>();
        if (replaced.isPresent()) {
            failures.addAll(hooks.after(Hook.POST_UNINSTALL, replaced.get(), kernel, old, listener));
        }
        failures.addAll(hooks.after(Hook.POST_INSTALL, cell.pkg(), kernel, recipe, listener));
        return installed.followedBy(failures);
    }

    /** Tells, where root keeps notes of what it had built, that there is none. */
    private Outcome remarked(Outcome installed, Cell cell) throws IOException {
        return installed instanceof Outcome.Changed changed && context.notes().isMissing(cell)
                ? changed.with(changed.detail() + "; root did not have it built, and relies on its owner's record")
                : installed;
    }

    private InstallOrder order(Step.Install step, KernelTree kernel, Recipe recipe, Optional<BuildRecord> record)
            throws IOException {
        var built = new BuiltModules(recipe, record);
        Optional<Compression> asked = context.settings().compression();
        Compression compression = asked.isPresent() ? asked.get() : new OwnModules(context.host()).compression(kernel);
        return new InstallOrder(
                step.cell(), kernel, built.modules(step.cell()), compression, record, built.initramfs(), step.owner());
    }

    /**
     * Uninstalls a cell. This needs no recipe if the installation is on record, and if forced, ignores a hook that
     * refuses.
     */
    Outcome uninstall(Step.Uninstall step, HookListener listener) throws IOException, InterruptedException {
        Cell cell = step.cell();
        KernelTree kernel = context.tree(cell.kernel());
        Installer installer = context.installer();
        Optional<Recipe> recipe = installer.hasRecord(cell)
                ? context.recipeIfGood(cell.pkg(), kernel)
                : Optional.of(context.recipe(cell.pkg(), kernel));
        Optional<Failure> refused = hooks.before(Hook.PRE_UNINSTALL, cell.pkg(), kernel, recipe, listener);
        if (refused.isPresent() && !step.force()) {
            return new Outcome.Failed(refused.get());
        }
        boolean initramfs = recipe.isPresent()
                && new BuiltModules(
                                recipe.get(),
                                BuildRecord.read(context.settings().state(), cell))
                        .initramfs();
        Outcome uninstalled = installer.uninstall(new UninstallOrder(
                cell, kernel, recipe.map(Recipe::modules).orElse(List.of()), initramfs, step.force()));
        return uninstalled instanceof Outcome.Changed
                ? uninstalled.followedBy(hooks.after(Hook.POST_UNINSTALL, cell.pkg(), kernel, recipe, listener))
                : uninstalled;
    }
}
