package ckms.engine.reconcile.run;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.KeyFiles;
import ckms.engine.buildside.sign.ModuleSigner;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.buildside.sign.Signing;
import ckms.engine.host.Host;
import ckms.engine.inputs.Input;
import ckms.engine.installside.Depmod;
import ckms.engine.installside.DisableMarker;
import ckms.engine.installside.Initramfs;
import ckms.engine.installside.InstallOrder;
import ckms.engine.installside.Installer;
import ckms.engine.installside.Records;
import ckms.engine.kernel.KernelTree;
import ckms.engine.kernel.KernelTrees;
import ckms.engine.kernel.module.Compression;
import ckms.engine.kernel.module.OwnModules;
import ckms.engine.reconcile.desired.Declaration;
import ckms.engine.settings.Settings;
import ckms.engine.store.BuildRecord;
import ckms.engine.store.BuiltModules;
import ckms.engine.store.StoredRecipe;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Step;
import ckms.model.recipe.Hook;
import ckms.model.recipe.Recipe;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does steps on this host: the owner's work on the build side, root's on the install side, and the hooks around them. */
final class HostPerformer implements Performer {
    /** What a recipe reads that counts jobs itself. */
    private static final String COUNTING = "CKMS_JOBS";

    private final Host host;
    private final Settings settings;
    private final RunOptions options;
    private final BuildSide buildSide;
    private final Installer installer;
    private final SurroundingHooks hooks;
    private final Depmod depmod;
    private final Initramfs initramfs;
    private final DisableMarker markers;
    private final Records records;

    HostPerformer(
            Host host,
            Settings settings,
            RunOptions options,
            BuildSide buildSide,
            Installer installer,
            Records records) {
        this.host = host;
        this.settings = settings;
        this.options = options;
        this.buildSide = buildSide;
        this.installer = installer;
        this.records = records;
        this.hooks = new SurroundingHooks(host, settings, buildSide, records);
        this.depmod = new Depmod(host, settings.roots(), settings.depmodHook(), records, settings.hookTimeout());
        this.initramfs = new Initramfs(
                host, settings.roots().modules(), settings.config().initramfsHook(), records, settings.hookTimeout());
        this.markers = new DisableMarker(settings.roots().modules());
    }

    @Override
    public boolean countsJobs(Step step) {
        return step instanceof Step.Build build && countsJobs(build.cell().pkg());
    }

    /** A recipe that does not say it leaves it to its makes, which a job server serves. */
    private boolean countsJobs(PackageId pkg) {
        try {
            return stored(pkg).text().filter(text -> text.contains(COUNTING)).isPresent();
        } catch (IOException theBuildWillTell) {
            return false;
        }
    }

    @Override
    public void lend(int jobs) throws IOException {
        buildSide.lend(jobs);
    }

    @Override
    public Outcome perform(Step step, int jobs, RunListener listener) throws IOException, InterruptedException {
        HookListener hears = hearing(step, listener);
        if (step instanceof Step.Add add) {
            return add(add, hears);
        }
        if (step instanceof Step.Build build) {
            return build(build.cell(), jobs, hears);
        }
        if (step instanceof Step.Install install) {
            return install(install, hears);
        }
        if (step instanceof Step.Uninstall uninstall) {
            return uninstall(uninstall.cell(), hears);
        }
        if (step instanceof Step.Clean clean) {
            return buildSide.clean(clean.cell());
        }
        if (step instanceof Step.Remove remove) {
            return remove(remove.pkg(), hears);
        }
        if (step instanceof Step.Adopt adopt) {
            return adopt(adopt);
        }
        if (step instanceof Step.Disable disable) {
            return disable(disable);
        }
        if (step instanceof Step.Enable enable) {
            return enable(enable);
        }
        if (step instanceof Step.Collect collect) {
            records.retain(collect.releases());
            return buildSide.collect(collect.releases(), settings.cacheBytes());
        }
        return finish((Step.OnKernel) step);
    }

    @Override
    public boolean isDue(Step.OnKernel step) {
        return records.unfinished(step.kernel()).contains(finalizer(step));
    }

    private static Finalizer finalizer(Step.OnKernel step) {
        return step instanceof Step.Depmod ? Finalizer.DEPMOD : Finalizer.INITRAMFS;
    }

    /** What was noted when the first module was about to change; where none did, there is nothing to finish. */
    private Outcome finish(Step.OnKernel step) throws IOException, InterruptedException {
        if (!isDue(step)) {
            return new Outcome.Unchanged("no module changed");
        }
        return step instanceof Step.Depmod ? depmod.run(step.kernel()) : initramfs.refresh(step.kernel());
    }

    private static HookListener hearing(Step step, RunListener listener) {
        return new HookListener() {
            @Override
            public boolean hearsOutput() {
                return listener.hearsOutput();
            }

            @Override
            public void hookStarted(Hook hook) {
                listener.hookStarted(step, hook);
            }

            @Override
            public void output(byte[] bytes, int length) {
                listener.output(step, bytes, length);
            }
        };
    }

    private Outcome add(Step.Add step, HookListener listener) throws IOException, InterruptedException {
        Declaration declared = options.declaration();
        Outcome added = buildSide.add(
                step.pkg(), step.source(), step.recipe(), declared.owner(step.pkg()), declared.isProtected(step.pkg()));
        if (step.refresh() || !(added instanceof Outcome.Changed)) {
            return added;
        }
        KernelTree kernel = tree(options.kernel());
        return with(added, hooks.after(Hook.POST_ADD, step.pkg(), kernel, recipe(step.pkg(), kernel), listener));
    }

    /** Folders of markers come and go, so one at a time. */
    private synchronized Outcome disable(Step.Disable step) throws IOException {
        markers.make(step.cell(), owner(step.cell()));
        return new Outcome.Changed("");
    }

    private synchronized Outcome enable(Step.Enable step) throws IOException {
        return markers.remove(step.cell(), step.owner()).map(Outcome::failed).orElse(new Outcome.Changed(""));
    }

    private String owner(Cell cell) {
        return options.declaration().owner(cell.pkg());
    }

    private Outcome adopt(Step.Adopt step) throws IOException {
        String owner = options.declaration().owner(step.pkg());
        for (Kernel kernel : step.kernels()) {
            installer.adopt(new Cell(step.pkg(), kernel), owner);
        }
        return buildSide.adopt(
                step.pkg(), step.kernels(), owner, options.declaration().isProtected(step.pkg()));
    }

    private Outcome build(Cell cell, int jobs, HookListener listener) throws IOException, InterruptedException {
        KernelTree kernel = tree(cell.kernel());
        if (kernel.headers().isEmpty()) {
            return Outcome.failed("there are no kernel headers in " + kernel.build());
        }
        Signing signing = Signing.of(host, kernel.build(), settings.signingKey());
        Signer signer = signing instanceof Signing.Wanted wanted
                ? new ModuleSigner(host, settings.state().root(), wanted)
                : Signer.none();
        BuildOrder order = BuildOrder.of(
                settings,
                cell.pkg(),
                stored(cell.pkg()).forKernel(settings.buildContext(cell.pkg(), kernel)),
                kernel,
                new KeyFiles(host, kernel.build(), settings.signingKey()).read().orElse(Input.NONE),
                options.declaration().dependencies(cell),
                owner(cell));
        Outcome built = buildSide.build(order.with(jobs, !countsJobs(cell.pkg())), listener, signer);
        return built instanceof Outcome.Changed changed && changed.detail().isEmpty()
                ? new Outcome.Changed(signing.remark())
                : built;
    }

    private Outcome install(Step.Install step, HookListener listener) throws IOException, InterruptedException {
        Cell cell = step.cell();
        KernelTree kernel = tree(cell.kernel());
        Recipe recipe = stored(cell.pkg()).forKernel(settings.recipeContext(kernel));
        Optional<BuildRecord> record = BuildRecord.read(settings.state(), cell);
        var built = new BuiltModules(recipe, record);
        Compression compression = settings.compression().isPresent()
                ? settings.compression().get()
                : new OwnModules(host).compression(kernel);
        Optional<PackageId> replaced = replaced(step);
        Optional<Recipe> old = replaced.isPresent() ? recipe(replaced.get(), kernel) : Optional.empty();
        Optional<Failure> refused = old.isPresent()
                ? hooks.before(Hook.PRE_UNINSTALL, replaced.get(), kernel, old, listener)
                : Optional.empty();
        refused = refused.isPresent()
                ? refused
                : hooks.before(Hook.PRE_INSTALL, cell.pkg(), kernel, Optional.of(recipe), listener);
        if (refused.isPresent()) {
            return new Outcome.Failed(refused.get());
        }
        Outcome installed = installer.install(new InstallOrder(
                cell, kernel, built.modules(cell), compression, record, built.initramfs(), owner(cell)));
        if (installed instanceof Outcome.Failed) {
            return installed;
        }
        var failures = new ArrayList<Failure>();
        if (old.isPresent()) {
            failures.addAll(hooks.after(Hook.POST_UNINSTALL, replaced.get(), kernel, old, listener));
        }
        failures.addAll(hooks.after(Hook.POST_INSTALL, cell.pkg(), kernel, Optional.of(recipe), listener));
        return with(installed, failures);
    }

    private static Optional<PackageId> replaced(Step.Install step) {
        return step.replaces()
                ? Optional.of(new PackageId(step.cell().pkg().name(), step.replaced()))
                : Optional.empty();
    }

    /** Needs no recipe where it is recorded what was installed, and no hook where told to go through with it. */
    private Outcome uninstall(Cell cell, HookListener listener) throws IOException, InterruptedException {
        KernelTree kernel = tree(cell.kernel());
        Optional<Recipe> recipe = installer.hasRecord(cell)
                ? recipe(cell.pkg(), kernel)
                : Optional.of(stored(cell.pkg()).forKernel(settings.recipeContext(kernel)));
        Optional<Failure> refused = hooks.before(Hook.PRE_UNINSTALL, cell.pkg(), kernel, recipe, listener);
        if (refused.isPresent() && !options.force()) {
            return new Outcome.Failed(refused.get());
        }
        boolean initramfs = recipe.isPresent()
                && new BuiltModules(recipe.get(), BuildRecord.read(settings.state(), cell)).initramfs();
        Outcome uninstalled =
                installer.uninstall(cell, recipe.map(Recipe::modules).orElse(List.of()), initramfs, options.force());
        return uninstalled instanceof Outcome.Changed
                ? with(uninstalled, hooks.after(Hook.POST_UNINSTALL, cell.pkg(), kernel, recipe, listener))
                : uninstalled;
    }

    private Outcome remove(PackageId pkg, HookListener listener) throws IOException, InterruptedException {
        KernelTree kernel = tree(options.kernel());
        Optional<Recipe> recipe = recipe(pkg, kernel);
        Outcome removed = buildSide.remove(pkg);
        if (!(removed instanceof Outcome.Changed)) {
            return removed;
        }
        installer.forget(pkg);
        return with(removed, hooks.after(Hook.POST_REMOVE, pkg, kernel, recipe, listener));
    }

    private static Outcome with(Outcome outcome, List<Failure> failures) {
        if (outcome instanceof Outcome.Changed changed) {
            return new Outcome.Changed(changed.detail(), failures);
        }
        return outcome instanceof Outcome.Unchanged unchanged && !failures.isEmpty()
                ? new Outcome.Changed(unchanged.detail(), failures)
                : outcome;
    }

    private KernelTree tree(Kernel kernel) throws IOException {
        return new KernelTrees(settings.roots(), kernel.machine()).tree(kernel.release());
    }

    private StoredRecipe stored(PackageId pkg) {
        return new StoredRecipe(settings.state(), pkg);
    }

    /** The stored recipe, for its hooks; empty where there is none that can be read. */
    private Optional<Recipe> recipe(PackageId pkg, KernelTree kernel) throws IOException {
        return stored(pkg).ifGood(settings.recipeContext(kernel));
    }
}
