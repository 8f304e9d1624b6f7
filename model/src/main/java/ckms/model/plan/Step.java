package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.recipe.RecipeText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The smallest thing that a run does. A step is a complete order: all that is needed to do it, and that the host's
 * settings do not say, is in it.
 */
public sealed interface Step {
    /** What is done. */
    Action action();

    /** What it is done to. */
    Subject subject();

    /** Why it is done; empty where somebody asked for just this step. */
    String reason();

    /** What tells it from all others of its plan. */
    default StepId id() {
        return new StepId(action(), subject());
    }

    /** A step on one package, whatever the kernel. */
    sealed interface OnPackage extends Step {
        /** The package. */
        PackageId pkg();

        @Override
        default Subject subject() {
            return new Subject.OfPackage(pkg());
        }
    }

    /** A step on one cell. */
    sealed interface OnCell extends Step {
        /** The cell. */
        Cell cell();

        @Override
        default Subject subject() {
            return new Subject.OfCell(cell());
        }
    }

    /** A step on one kernel, after all that changed its modules. */
    sealed interface OnKernel extends Step {
        /** The kernel. */
        Kernel kernel();

        /** What it brings up to date. */
        Finalizer finalizer();

        @Override
        default Subject subject() {
            return new Subject.OfKernel(kernel());
        }
    }

    /**
     * Registers a package, or refreshes what is registered of it.
     *
     * @param source its source tree, absolute
     * @param refresh whether it is registered already
     * @param kernel the kernel that its hooks are told
     * @param isProtected whether prune is to leave it alone
     */
    record Add(
            PackageId pkg,
            Path source,
            RecipeText recipe,
            boolean refresh,
            Kernel kernel,
            Owner owner,
            boolean isProtected,
            String reason)
            implements OnPackage {
        @Override
        public Action action() {
            return refresh ? Action.REFRESH : Action.ADD;
        }
    }

    /**
     * Builds a package for a kernel.
     *
     * @param again whether it is built already; that build is replaced once the new one is good
     * @param dependencies the packages whose symbols it may use
     */
    record Build(Cell cell, boolean again, List<PackageId> dependencies, Owner owner, String reason) implements OnCell {
        public Build {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public Action action() {
            return again ? Action.REBUILD : Action.BUILD;
        }
    }

    /**
     * Installs what is built; what is installed of the package on the kernel makes room in the same transaction.
     *
     * @param replaced the version that is installed; empty where none is
     */
    record Install(Cell cell, Optional<PackageId> replaced, Owner owner, String reason) implements OnCell {
        /** Whether it is that very version that is installed. */
        public boolean again() {
            return replaced.equals(Optional.of(cell.pkg()));
        }

        /** The other version that makes room; empty where none does. */
        public Optional<PackageId> other() {
            return again() ? Optional.empty() : replaced;
        }

        @Override
        public Action action() {
            return again() ? Action.REINSTALL : Action.INSTALL;
        }
    }

    /**
     * Takes back what was installed.
     *
     * @param force whether files that changed since go too, and hooks that refuse do not count
     */
    record Uninstall(Cell cell, boolean force, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.UNINSTALL;
        }
    }

    /** Removes what is built. */
    record Clean(Cell cell, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.CLEAN;
        }
    }

    /**
     * Removes what is registered of a package.
     *
     * @param kernel the kernel that its hooks are told
     */
    record Remove(PackageId pkg, Kernel kernel, String reason) implements OnPackage {
        @Override
        public Action action() {
            return Action.REMOVE;
        }
    }

    /** Marks a cell so that nobody installs it. */
    record Disable(Cell cell, Owner owner, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.DISABLE;
        }
    }

    /** Takes away the mark that a manifest made. */
    record Enable(Cell cell, Owner owner, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.ENABLE;
        }
    }

    /**
     * Makes a package that is there the manifest's own, or notes that prune is to leave it alone, or not.
     *
     * @param kernels those on which it becomes the manifest's own
     * @param isProtected whether prune is to leave it alone
     */
    record Adopt(PackageId pkg, List<Kernel> kernels, Owner owner, boolean isProtected, String reason)
            implements OnPackage {
        public Adopt {
            kernels = List.copyOf(kernels);
        }

        @Override
        public Action action() {
            return Action.ADOPT;
        }
    }

    /**
     * Removes what nobody needs any more.
     *
     * @param releases the kernels that are not gone
     */
    record Collect(Set<String> releases, String reason) implements Step {
        public Collect {
            releases = Set.copyOf(releases);
        }

        @Override
        public Action action() {
            return Action.COLLECT;
        }

        @Override
        public Subject subject() {
            return new Subject.LeftOvers();
        }
    }

    /** Brings the kernel's index of modules up to date. */
    record Depmod(Kernel kernel, String reason) implements OnKernel {
        @Override
        public Action action() {
            return Action.DEPMOD;
        }

        @Override
        public Finalizer finalizer() {
            return Finalizer.DEPMOD;
        }
    }

    /**
     * Refreshes the kernel's initramfs.
     *
     * @param packages those whose modules it needs and that changed
     */
    record RefreshInitramfs(Kernel kernel, List<PackageId> packages, String reason) implements OnKernel {
        public RefreshInitramfs {
            packages = List.copyOf(packages);
        }

        @Override
        public Action action() {
            return Action.REFRESH_INITRAMFS;
        }

        @Override
        public Finalizer finalizer() {
            return Finalizer.INITRAMFS;
        }
    }
}
