package ckms.engine.plan;

import ckms.engine.kernel.KernelTree;
import ckms.engine.observe.Observed;
import ckms.engine.state.ObservedPackage;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import ckms.model.recipe.RecipeFile;
import java.nio.file.Path;
import java.util.Optional;

/** The plans of the original's commands. Looks at nothing but its arguments. */
public final class Verbs {
    /** Whoever types a verb knows why. */
    private static final String ASKED = "";

    private final Observed observed;
    private final boolean finalizes;

    /**
     * Plans on that host.
     *
     * @param finalizes whether depmod is to run where modules changed
     */
    public Verbs(Observed observed, boolean finalizes) {
        this.observed = observed;
        this.finalizes = finalizes;
    }

    /** {@code add}: registers a package. */
    public Verdict add(Path source, RecipeFile recipe) {
        PackageId pkg = recipe.pkg();
        ObservedPackage found = observed.pkg(pkg);
        if (found.sourceExists() || found.recipe().isPresent()) {
            return new Verdict.Refused(pkg + " is already added");
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
        if (observed.pkg(pkg).installed().contains(kernel.kernel())) {
            return new Verdict.Already(cell + " is already installed");
        }
        return finalized(kernel, new Step.Install(cell, false, ASKED));
    }

    /**
     * {@code uninstall}: takes back what was installed.
     *
     * @param recorded whether there is a record of files of this version, link or no link
     */
    public Verdict uninstall(PackageId pkg, KernelTree kernel, boolean recorded) {
        var cell = new Cell(pkg, kernel.kernel());
        if (!observed.pkg(pkg).installed().contains(kernel.kernel()) && !recorded) {
            return new Verdict.Already(cell + " is not installed");
        }
        return finalized(kernel, new Step.Uninstall(cell, ASKED));
    }

    /** The version of a package that a bare name means: the installed one. */
    public Optional<PackageId> installed(String name, Kernel kernel) {
        return observed.installed(name, kernel);
    }

    private Optional<Verdict> refusal(Cell cell) {
        ObservedPackage found = observed.pkg(cell.pkg());
        if (!found.isAdded()) {
            return Optional.of(new Verdict.Refused(cell.pkg() + " is not added; run 'ckms add PATH' first"));
        }
        if (!found.sourceExists()) {
            return Optional.of(new Verdict.Refused("the source of " + cell.pkg() + " is missing: "
                    + found.source().map(Path::toString).orElse("there is no link to it")));
        }
        if (observed.disabled().contains(cell)) {
            return Optional.of(new Verdict.Refused(cell + " is disabled by the host (ckms-disable/"
                    + cell.pkg().name() + "/" + cell.pkg().version() + " in the kernel's folder of modules)"));
        }
        return Optional.empty();
    }

    private Verdict finalized(KernelTree kernel, Step step) {
        return finalizes && kernel.installed()
                ? doing(step, new Step.Depmod(kernel.kernel(), "modules changed"))
                : doing(step);
    }

    private static Verdict doing(Step... steps) {
        return new Verdict.Do(Plan.inTurn(steps));
    }
}
