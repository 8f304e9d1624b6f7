package ckms.engine.reconcile.plan;

import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.store.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plans of the original's commands. Looks at nothing but its arguments. */
public final class Verbs {
    /** Whoever types a verb knows why. */
    private static final String ASKED = "";

    private final Observed observed;
    private final Set<Finalizer> finalizers;

    /**
     * Plans on that host.
     *
     * @param finalizers what is to be brought up to date where modules changed
     */
    public Verbs(Observed observed, Set<Finalizer> finalizers) {
        this.observed = observed;
        this.finalizers = Set.copyOf(finalizers);
    }

    /** {@code add}: registers a package. */
    public Verdict add(Path source, RecipeFile recipe) {
        PackageId pkg = recipe.pkg();
        ObservedPackage found = observed.pkg(pkg);
        if (found.sourceExists() || found.recipe().isPresent()) {
            return new Verdict.Refused(
                    pkg + " is already added; to take its recipe or source anew, run 'ckms remove " + pkg + "' first");
        }
        return doing(new Step.Add(pkg, source, recipe.source().text(), false, ASKED));
    }

    /** {@code build}: builds a package for a kernel. */
    public Verdict build(PackageId pkg, KernelTree kernel) {
        var cell = new Cell(pkg, kernel.kernel());
        Optional<Verdict> refusal = refusal(cell);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (kernel.headers().isEmpty()) {
            return new Verdict.Refused("there are no kernel headers in " + kernel.build() + "; install those of "
                    + kernel.kernel().release() + ", or name another kernel with -k");
        }
        if (observed.pkg(pkg).built().contains(kernel.kernel())) {
            return new Verdict.Already(cell + " is already built");
        }
        return doing(new Step.Build(cell, false, ASKED));
    }

    /** {@code install}: installs what is built. */
    public Verdict install(PackageId pkg, KernelTree kernel) {
        var cell = new Cell(pkg, kernel.kernel());
        Optional<Verdict> refusal = refusal(cell);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!observed.pkg(pkg).built().contains(kernel.kernel())) {
            return new Verdict.Refused(
                    cell + " is not built; run 'ckms -k " + kernel.kernel().release() + " build " + pkg + "' first");
        }
        boolean initramfs = observed.initramfs().contains(cell) || replacesOneInInitramfs(cell);
        boolean installed = observed.pkg(pkg).installed().contains(kernel.kernel());
        if (!installed || observed.damage().containsKey(cell)) {
            return doing(finalized(kernel, initramfs, new Step.Install(cell, replaced(cell, installed), ASKED)));
        }
        List<Step> late = late(kernel);
        return late.isEmpty() ? new Verdict.Already(cell + " is already installed") : doing(late);
    }

    private String replaced(Cell cell, boolean installed) {
        return installed
                ? cell.pkg().version()
                : installed(cell.pkg().name(), cell.kernel())
                        .map(PackageId::version)
                        .orElse("");
    }

    /**
     * {@code uninstall}: takes back what was installed.
     *
     * @param recorded whether there is a record of files of this version, link or no link
     */
    public Verdict uninstall(PackageId pkg, KernelTree kernel, boolean recorded) {
        var cell = new Cell(pkg, kernel.kernel());
        ObservedPackage found = observed.pkg(pkg);
        if (!found.installed().contains(kernel.kernel()) && !recorded) {
            if (!found.isAdded() && found.built().isEmpty()) {
                return new Verdict.Refused(pkg + " is not added, so it is not installed");
            }
            List<Step> late = late(kernel);
            return late.isEmpty() ? new Verdict.Already(cell + " is not installed") : doing(late);
        }
        return doing(finalized(kernel, observed.initramfs().contains(cell), new Step.Uninstall(cell, ASKED)));
    }

    /**
     * {@code clean}: removes what is built for a kernel.
     *
     * @param failed whether a failed build left something
     */
    public Verdict clean(PackageId pkg, KernelTree kernel, boolean failed) {
        var cell = new Cell(pkg, kernel.kernel());
        ObservedPackage found = observed.pkg(pkg);
        if (!found.built().contains(kernel.kernel()) && !failed) {
            return new Verdict.Refused(cell + " is not built");
        }
        if (found.installed().contains(kernel.kernel())) {
            return new Verdict.Refused(cell + " is installed; run 'ckms -k "
                    + kernel.kernel().release() + " uninstall " + pkg + "' first");
        }
        return doing(new Step.Clean(cell, ASKED));
    }

    /**
     * {@code remove}: removes what is registered of a package.
     *
     * @param recorded the kernels on which there are files of this version, link or no link
     */
    public Verdict remove(PackageId pkg, Set<Kernel> recorded) {
        ObservedPackage found = observed.pkg(pkg);
        if (!found.isAdded() && found.built().isEmpty()) {
            return new Verdict.Refused(pkg + " is not added");
        }
        List<Kernel> installed = Stream.concat(
                        recorded.stream(),
                        found.installed().stream()
                                .filter(kernel -> found.built().contains(kernel)))
                .distinct()
                .sorted()
                .toList();
        if (!installed.isEmpty()) {
            String release = installed.get(0).release();
            return new Verdict.Refused(pkg + " is installed on " + list(installed) + "; run 'ckms -k " + release
                    + " uninstall " + pkg + "' and 'ckms -k " + release + " clean " + pkg + "' first");
        }
        if (!found.built().isEmpty()) {
            return new Verdict.Refused(pkg + " is built for " + list(found.built()) + "; run 'ckms -k "
                    + found.built().iterator().next().release() + " clean " + pkg + "' first");
        }
        return doing(new Step.Remove(pkg, ASKED));
    }

    private static String list(Collection<Kernel> kernels) {
        return kernels.stream().map(Kernel::toString).collect(Collectors.joining(", "));
    }

    /** {@code uninstall} of a bare name, of which no version is installed. */
    public Verdict notInstalled(String name, KernelTree kernel) {
        boolean known = observed.all().stream().anyMatch(pkg -> pkg.id().name().equals(name));
        if (!known) {
            return new Verdict.Refused(name + " is not added, so it is not installed");
        }
        List<Step> late = late(kernel);
        return late.isEmpty() ? new Verdict.Already(name + " is not installed on " + kernel.kernel()) : doing(late);
    }

    /** The version of a package that a bare name means: the installed one. */
    public Optional<PackageId> installed(String name, Kernel kernel) {
        return observed.installed(name, kernel);
    }

    private Optional<Verdict> refusal(Cell cell) {
        ObservedPackage found = observed.pkg(cell.pkg());
        if (!found.isAdded()) {
            return Optional.of(
                    new Verdict.Refused(cell.pkg() + " is not added; run 'ckms add PATH' first" + near(cell.pkg())));
        }
        if (!found.sourceExists()) {
            return Optional.of(new Verdict.Refused("the source of " + cell.pkg() + " is missing: "
                    + found.source().map(Path::toString).orElse("there is no link to it")));
        }
        if (observed.markers().containsKey(cell)) {
            return Optional.of(new Verdict.Refused(cell + " is disabled by the host (ckms-disable/"
                    + cell.pkg().name() + "/" + cell.pkg().version() + " in the kernel's folder of modules)"));
        }
        return Optional.empty();
    }

    private String near(PackageId pkg) {
        return Suggestion.question(
                pkg.toString(),
                observed.all().stream().map(known -> known.id().toString()).toList());
    }

    /** What an earlier change to the kernel's modules left undone. */
    private List<Step> late(KernelTree kernel) {
        Set<Finalizer> unfinished = observed.unfinished(kernel.kernel());
        return unfinished.isEmpty() ? List.of() : finalized(kernel, unfinished.contains(Finalizer.INITRAMFS));
    }

    /** The steps, and after them what brings the kernel up to date, if it is one. */
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
        return installed(cell.pkg().name(), cell.kernel())
                .map(other -> new Cell(other, cell.kernel()))
                .filter(observed.initramfs()::contains)
                .isPresent();
    }

    private static Verdict doing(Step step) {
        return doing(List.of(step));
    }

    private static Verdict doing(List<Step> steps) {
        return new Verdict.Do(Plan.inTurn(steps));
    }
}
