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
 * The smallest thing that a run does. A step is a complete order: it has everything that is needed to do it, except
 * what the host's settings say.
 */
public sealed interface Step {
    /** Returns the kind of the step. */
    Action action();

    /** Returns what the step is done to. */
    Subject subject();

    /** Returns why the step is done; empty if somebody asked for just this step. */
    String reason();

    /** Returns the id, which no other step of the plan has. */
    default StepId id() {
        return new StepId(action(), subject());
    }

    /** A step on one package, whatever the kernel. */
    sealed interface OnPackage extends Step {
        /** Returns the package. */
        PackageId pkg();

        @Override
        default Subject subject() {
            return new Subject.OfPackage(pkg());
        }
    }

    /** A step on one cell. */
    sealed interface OnCell extends Step {
        /** Returns the cell. */
        Cell cell();

        @Override
        default Subject subject() {
            return new Subject.OfCell(cell());
        }
    }

    /** A step on one kernel, after all changes of its modules. */
    sealed interface OnKernel extends Step {
        /** Returns the kernel. */
        Kernel kernel();

        /** Returns what the step brings up to date. */
        Finalizer finalizer();

        @Override
        default Subject subject() {
            return new Subject.OfKernel(kernel());
        }
    }

    /**
     * A step that registers a package, or refreshes what is registered of it.
     *
     * @param source the source tree, as an absolute path
     * @param refresh whether the package is registered already
     * @param kernel the kernel that the hooks of the package are told
     * @param isProtected whether prune leaves the package alone
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
     * A step that builds a package for a kernel.
     *
     * @param again whether it is built already; the old build is replaced once the new one is good
     * @param dependencies the packages whose symbols the build may use
     * @param network whether its hooks may use the network, as far as that is known
     */
    record Build(Cell cell, boolean again, List<PackageId> dependencies, boolean network, Owner owner, String reason)
            implements OnCell {
        /** Makes the step, with a copy of the list. */
        public Build {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public Action action() {
            return again ? Action.REBUILD : Action.BUILD;
        }
    }

    /**
     * A step that installs a build. The version of the package that is installed on the kernel makes room in the same
     * transaction.
     *
     * @param replaced the version that is installed; empty if none is
     */
    record Install(Cell cell, Optional<PackageId> replaced, Owner owner, String reason) implements OnCell {
        /** Says whether the version to install is installed already. */
        public boolean again() {
            return replaced.equals(Optional.of(cell.pkg()));
        }

        /** Returns the other version that makes room; empty if none does. */
        public Optional<PackageId> other() {
            return again() ? Optional.empty() : replaced;
        }

        @Override
        public Action action() {
            return again() ? Action.REINSTALL : Action.INSTALL;
        }
    }

    /**
     * A step that uninstalls a cell.
     *
     * @param force whether files that have changed since are deleted too, and hooks that refuse are ignored
     */
    record Uninstall(Cell cell, boolean force, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.UNINSTALL;
        }
    }

    /** A step that removes the build of a cell. */
    record Clean(Cell cell, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.CLEAN;
        }
    }

    /**
     * A step that removes what is registered of a package.
     *
     * @param kernel the kernel that the hooks of the package are told
     */
    record Remove(PackageId pkg, Kernel kernel, String reason) implements OnPackage {
        @Override
        public Action action() {
            return Action.REMOVE;
        }
    }

    /** A step that makes a marker, so that the cell is not installed. */
    record Disable(Cell cell, Owner owner, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.DISABLE;
        }
    }

    /** A step that removes the marker that the owner made. */
    record Enable(Cell cell, Owner owner, String reason) implements OnCell {
        @Override
        public Action action() {
            return Action.ENABLE;
        }
    }

    /**
     * A step that makes a manifest the owner of a package that is there, or notes whether prune leaves it alone.
     *
     * @param kernels the kernels on which the manifest becomes the owner of the cells
     * @param isProtected whether prune leaves the package alone
     */
    record Adopt(PackageId pkg, List<Kernel> kernels, Owner owner, boolean isProtected, String reason)
            implements OnPackage {
        /** Makes the step, with a copy of the list. */
        public Adopt {
            kernels = List.copyOf(kernels);
        }

        @Override
        public Action action() {
            return Action.ADOPT;
        }
    }

    /**
     * A step that removes files of ckms that are no longer needed.
     *
     * @param releases the releases of the kernels that are not gone
     */
    record Collect(Set<String> releases, String reason) implements Step {
        /** Makes the step, with a copy of the set. */
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

    /** A step that brings the kernel's index of modules up to date with depmod. */
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
     * A step that refreshes the kernel's initramfs.
     *
     * @param packages the packages whose modules the initramfs needs and that changed
     */
    record RefreshInitramfs(Kernel kernel, List<PackageId> packages, String reason) implements OnKernel {
        /** Makes the step, with a copy of the list. */
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
