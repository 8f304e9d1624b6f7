package ckms.engine.reconcile.plan;

import ckms.engine.installside.DisableMarker;
import ckms.engine.installside.Unsettled;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.ShellCommand;
import ckms.model.Suggestion;
import ckms.model.plan.Finalizer;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import ckms.model.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans the CKMS commands. It looks at nothing but its arguments. */
public final class Verbs {
    /** No reason, since the user who typed the command knows why. */
    private static final String ASKED = "";

    private final Observed observed;
    private final Set<Finalizer> finalizers;

    /**
     * Makes a planner for a host.
     *
     * @param finalizers what is brought up to date after modules change
     */
    public Verbs(Observed observed, Set<Finalizer> finalizers) {
        this.observed = observed;
        this.finalizers = Set.copyOf(finalizers);
    }

    /**
     * Plans {@code add}: registers a package.
     *
     * @param kernel the kernel that its hooks are told
     * @return the step; a refusal if the package is added already
     */
    public Decision add(Path source, RecipeFile recipe, KernelTree kernel) {
        PackageId pkg = recipe.pkg();
        ObservedPackage found = observed.pkg(pkg);
        if (found.sourceExists() || found.recipe().isPresent()) {
            return Decision.refuse(pkg + " is already added; to take its recipe or source anew, run "
                    + ShellCommand.of("ckms", "remove", pkg).quoted() + " first");
        }
        return doing(new Step.Add(pkg, source, recipe.text(), false, kernel.kernel(), Owner.NONE, false, ASKED));
    }

    /**
     * Plans {@code build}: builds a package for a kernel.
     *
     * @param dependencies the packages whose symbols it may use
     * @return the step, or that it is built already; a refusal if the package is not added, its source is missing, the
     *     host disables it on the kernel, or the kernel has no headers
     */
    public Decision build(PackageId pkg, KernelTree kernel, Supplier<List<PackageId>> dependencies) {
        var cell = new Cell(pkg, kernel.kernel());
        Optional<Decision> refusal = refusal(cell);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (kernel.headers().isEmpty()) {
            return Decision.refuse("there are no kernel headers in " + kernel.build() + "; install those of "
                    + kernel.kernel().release() + ", or name another kernel with -k");
        }
        if (observed.pkg(pkg).built().contains(kernel.kernel())) {
            return new Decision.Already(cell + " is already built");
        }
        return doing(new Step.Build(cell, false, dependencies.get(), false, Owner.NONE, ASKED));
    }

    /**
     * Plans {@code install}: installs what is built.
     *
     * @return the steps, or that it is installed already; a refusal if the package is not added, its source is missing,
     *     the host disables it on the kernel, or it is not built
     */
    public Decision install(PackageId pkg, KernelTree kernel) {
        var cell = new Cell(pkg, kernel.kernel());
        Optional<Decision> refusal = refusal(cell);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!observed.pkg(pkg).built().contains(kernel.kernel())) {
            return Decision.refuse(cell + " is not built; run " + command("build", cell) + " first");
        }
        if (observed.unsettled(cell).isPresent()) {
            return unsettled(observed.unsettled(cell).get());
        }
        boolean initramfs = observed.initramfs().contains(cell) || replacesOneInInitramfs(cell);
        boolean installed = observed.pkg(pkg).installed().contains(kernel.kernel());
        if (!installed || observed.damage().containsKey(cell)) {
            return doing(
                    finalized(kernel, initramfs, new Step.Install(cell, replaced(cell, installed), Owner.NONE, ASKED)));
        }
        List<Step> late = late(kernel);
        return late.isEmpty() ? new Decision.Already(cell + " is already installed") : doing(late);
    }

    private Optional<PackageId> replaced(Cell cell, boolean installed) {
        return installed
                ? Optional.of(cell.pkg())
                : observed.installed(cell.pkg().name(), cell.kernel());
    }

    /**
     * Plans {@code uninstall}: takes back what was installed.
     *
     * @param recorded whether files of this version are on record as installed, even if no link says so
     * @param force whether files that have changed since are removed too, and a hook that refuses is ignored
     * @return the steps, or that it is not installed; a refusal if the package is not added
     */
    public Decision uninstall(PackageId pkg, KernelTree kernel, boolean recorded, boolean force) {
        var cell = new Cell(pkg, kernel.kernel());
        ObservedPackage found = observed.pkg(pkg);
        Optional<Unsettled> unsettled = observed.unsettled(cell);
        if (unsettled.isPresent() && !force) {
            return unsettled(unsettled.get());
        }
        if (!found.installed().contains(kernel.kernel()) && !recorded && unsettled.isEmpty()) {
            if (!found.isAdded() && found.built().isEmpty()) {
                return Decision.refuse(pkg + " is not added, so it is not installed");
            }
            List<Step> late = late(kernel);
            return late.isEmpty() ? new Decision.Already(cell + " is not installed") : doing(late);
        }
        return doing(finalized(kernel, observed.initramfs().contains(cell), new Step.Uninstall(cell, force, ASKED)));
    }

    /**
     * Plans {@code clean}: removes what is built for a kernel.
     *
     * @param failed whether a failed build left something
     * @return the step; a refusal if nothing is built, or it is installed
     */
    public Decision clean(PackageId pkg, KernelTree kernel, boolean failed) {
        var cell = new Cell(pkg, kernel.kernel());
        ObservedPackage found = observed.pkg(pkg);
        if (!found.built().contains(kernel.kernel()) && !failed) {
            return Decision.refuse(cell + " is not built");
        }
        if (observed.unsettled(cell).isPresent()) {
            return unsettled(observed.unsettled(cell).get());
        }
        if (found.installed().contains(kernel.kernel())) {
            return Decision.refuse(cell + " is installed; run " + command("uninstall", cell) + " first");
        }
        return doing(new Step.Clean(cell, ASKED));
    }

    /**
     * Plans {@code remove}: removes what is registered of a package.
     *
     * @param kernel the kernel that its hooks are told
     * @param recorded the kernels on which files of this version are on record as installed, even if no link says so
     * @return the step; a refusal if the package is not added, or still built or installed on a kernel
     */
    public Decision remove(PackageId pkg, KernelTree kernel, Set<Kernel> recorded) {
        ObservedPackage found = observed.pkg(pkg);
        if (!found.isAdded() && found.built().isEmpty()) {
            return Decision.refuse(pkg + " is not added");
        }
        Optional<Unsettled> unsettled = observed.unsettled().stream()
                .filter(one -> one.intent().cell().pkg().equals(pkg))
                .findFirst();
        if (unsettled.isPresent()) {
            return unsettled(unsettled.get());
        }
        List<Kernel> installed = Stream.concat(
                        recorded.stream(),
                        found.installed().stream().filter(on -> found.built().contains(on)))
                .distinct()
                .sorted()
                .toList();
        if (!installed.isEmpty()) {
            var first = new Cell(pkg, installed.get(0));
            return Decision.refuse(pkg + " is installed on " + list(installed) + "; run " + command("uninstall", first)
                    + " and " + command("clean", first) + " first");
        }
        if (!found.built().isEmpty()) {
            return Decision.refuse(pkg + " is built for " + list(found.built()) + "; run "
                    + command("clean", new Cell(pkg, found.built().iterator().next())) + " first");
        }
        return doing(new Step.Remove(pkg, kernel.kernel(), ASKED));
    }

    private static String command(String verb, Cell cell) {
        return ShellCommand.of("ckms", "-k", cell.kernel().release(), verb, cell.pkg())
                .quoted();
    }

    private static String list(Collection<Kernel> kernels) {
        return kernels.stream().map(Kernel::toString).collect(Collectors.joining(", "));
    }

    /**
     * Answers {@code uninstall} of a bare name of which no version is installed.
     *
     * @return the steps that an earlier change left undone, or that it is not installed; a refusal if no package has
     *     the name
     */
    public Decision notInstalled(String name, KernelTree kernel) {
        boolean known = observed.all().stream().anyMatch(pkg -> pkg.id().name().equals(name));
        if (!known) {
            return Decision.refuse(name + " is not added, so it is not installed");
        }
        List<Step> late = late(kernel);
        return late.isEmpty() ? new Decision.Already(name + " is not installed on " + kernel.kernel()) : doing(late);
    }

    private static Decision unsettled(Unsettled unsettled) {
        return Decision.refuse(unsettled.sentence());
    }

    private Optional<Decision> refusal(Cell cell) {
        ObservedPackage found = observed.pkg(cell.pkg());
        if (!found.isAdded()) {
            return Optional.of(
                    Decision.refuse(cell.pkg() + " is not added; run 'ckms add PATH' first" + near(cell.pkg())));
        }
        if (!found.sourceExists()) {
            return Optional.of(Decision.refuse("the source of " + cell.pkg() + " is missing: "
                    + found.source().map(Path::toString).orElse("there is no link to it")));
        }
        if (observed.markers().containsKey(cell)) {
            return Optional.of(Decision.refuse(cell + " is disabled by the host (" + DisableMarker.name(cell.pkg())
                    + " in the kernel's folder of modules)"));
        }
        return Optional.empty();
    }

    private String near(PackageId pkg) {
        return Suggestion.question(
                pkg.toString(),
                observed.all().stream().map(known -> known.id().toString()).toList());
    }

    /** Lists the steps that an earlier change of the kernel's modules left undone. */
    private List<Step> late(KernelTree kernel) {
        Set<Finalizer> unfinished = observed.unfinished(kernel.kernel());
        return unfinished.isEmpty() ? List.of() : finalized(kernel, unfinished.contains(Finalizer.INITRAMFS));
    }

    /** Lists steps, followed by those that bring the kernel up to date, if it is installed. */
    private List<Step> finalized(KernelTree kernel, boolean initramfs, Step... steps) {
        var all = new ArrayList<Step>(Arrays.asList(steps));
        if (kernel.installed() && finalizers.contains(Finalizer.DEPMOD)) {
            all.add(new Step.Depmod(kernel.kernel(), "modules changed"));
        }
        if (kernel.installed() && initramfs && finalizers.contains(Finalizer.INITRAMFS)) {
            all.add(new Step.RefreshInitramfs(kernel.kernel(), List.of(), "modules changed"));
        }
        return all;
    }

    private boolean replacesOneInInitramfs(Cell cell) {
        return observed.installed(cell.pkg().name(), cell.kernel())
                .map(other -> new Cell(other, cell.kernel()))
                .filter(observed.initramfs()::contains)
                .isPresent();
    }

    private static Decision doing(Step step) {
        return doing(List.of(step));
    }

    private static Decision doing(List<Step> steps) {
        return new Decision.Do(Plan.inTurn(steps), List.of());
    }
}
