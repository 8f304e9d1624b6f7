package ckms.engine.run;

import ckms.engine.Settings;
import ckms.engine.build.BuildListener;
import ckms.engine.build.BuildOrder;
import ckms.engine.build.BuildSide;
import ckms.engine.install.Depmod;
import ckms.engine.install.InstallOrder;
import ckms.engine.install.Installer;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.module.Compression;
import ckms.engine.module.OwnModules;
import ckms.engine.state.StoredRecipe;
import ckms.model.Cell;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.recipe.KernelModule;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.util.List;

/** Does steps on this host: the owner's work on the build side, root's on the install side. */
final class HostPerformer implements Performer {
    private final Settings settings;
    private final RunOptions options;
    private final BuildSide buildSide;
    private final Installer installer;
    private final Depmod depmod;
    private final OwnModules ownModules;

    HostPerformer(
            Settings settings,
            RunOptions options,
            BuildSide buildSide,
            Installer installer,
            Depmod depmod,
            OwnModules ownModules) {
        this.settings = settings;
        this.options = options;
        this.buildSide = buildSide;
        this.installer = installer;
        this.depmod = depmod;
        this.ownModules = ownModules;
    }

    @Override
    public Outcome perform(Step step, RunListener listener) throws IOException, InterruptedException {
        if (step instanceof Step.Add add) {
            return buildSide.add(add.pkg(), add.source(), add.recipe());
        }
        if (step instanceof Step.Build build) {
            return build(build, listener);
        }
        if (step instanceof Step.Install install) {
            return install(install.cell());
        }
        if (step instanceof Step.Uninstall uninstall) {
            return installer.uninstall(uninstall.cell(), modules(uninstall.cell()), options.force());
        }
        if (step instanceof Step.Clean clean) {
            return buildSide.clean(clean.cell());
        }
        return depmod.run(((Step.Depmod) step).kernel());
    }

    private KernelTree kernel(Cell cell) throws IOException {
        return new KernelTrees(settings.roots(), cell.kernel().machine())
                .tree(cell.kernel().release());
    }

    private Outcome build(Step.Build step, RunListener listener) throws IOException, InterruptedException {
        KernelTree kernel = kernel(step.cell());
        if (kernel.headers().isEmpty()) {
            return Outcome.failed("there are no kernel headers in " + kernel.build());
        }
        var order = new BuildOrder(
                step.cell(),
                kernel.folder(),
                kernel.headers().get(),
                settings.destdir(),
                settings.depmod(),
                settings.jobs(),
                settings.config().strip(),
                settings.config().makeBuildArgs(),
                settings.config().buildEnv());
        return buildSide.build(order, new BuildListener() {
            @Override
            public void hookStarted(Hook hook) {
                listener.hookStarted(step, hook);
            }

            @Override
            public void output(byte[] bytes, int length) {
                listener.output(step, bytes, length);
            }
        });
    }

    private Outcome install(Cell cell) throws IOException, InterruptedException {
        KernelTree kernel = kernel(cell);
        Compression compression =
                settings.compression().isPresent() ? settings.compression().get() : ownModules.compression(kernel);
        return installer.install(new InstallOrder(cell, kernel, modules(cell), compression, options.owner()));
    }

    /** The modules of a cell, by the stored recipe. */
    private List<KernelModule> modules(Cell cell) throws IOException {
        return new StoredRecipe(settings.state(), cell.pkg())
                .forKernel(settings.recipeContext(kernel(cell)))
                .modules();
    }
}
