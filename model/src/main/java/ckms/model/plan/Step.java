package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The smallest thing that a run does. */
public sealed interface Step {
    /** What is done, as one word of the field. */
    String action();

    /** What it is done to: the address of a package, a cell or a kernel. */
    String subject();

    /** Why it is done; empty where somebody asked for just this step. */
    String reason();

    /** A step on one package, whatever the kernel. */
    sealed interface OnPackage extends Step {
        /** The package. */
        PackageId pkg();

        @Override
        default String subject() {
            return pkg().toString();
        }
    }

    /** A step on one cell. */
    sealed interface OnCell extends Step {
        /** The cell. */
        Cell cell();

        @Override
        default String subject() {
            return cell().toString();
        }
    }

    /** A step on one kernel, after all that changed its modules. */
    sealed interface OnKernel extends Step {
        /** The kernel. */
        Kernel kernel();

        @Override
        default String subject() {
            return kernel().toString();
        }
    }

    /**
     * Registers a package, or refreshes what is registered of it.
     *
     * @param source its source tree, absolute
     * @param recipe the text of its recipe
     * @param refresh whether it is registered already
     */
    record Add(PackageId pkg, Path source, String recipe, boolean refresh, String reason) implements OnPackage {
        @Override
        public String action() {
            return refresh ? "refresh" : "add";
        }
    }

    /**
     * Builds a package for a kernel.
     *
     * @param again whether it is built already; that build is replaced once the new one is good
     */
    record Build(Cell cell, boolean again, String reason) implements OnCell {
        @Override
        public String action() {
            return again ? "rebuild" : "build";
        }
    }

    /**
     * Installs what is built; what is installed of the package on the kernel makes room in the same transaction.
     *
     * @param replaced the version that is installed; empty where none is
     */
    record Install(Cell cell, String replaced, String reason) implements OnCell {
        /** Installs the first time, or that same version again. */
        public Install(Cell cell, boolean again, String reason) {
            this(cell, again ? cell.pkg().version() : "", reason);
        }

        /** Whether it is that very version that is installed. */
        public boolean again() {
            return replaced.equals(cell.pkg().version());
        }

        /** Whether another version makes room. */
        public boolean replaces() {
            return !replaced.isEmpty() && !again();
        }

        @Override
        public String action() {
            return again() ? "reinstall" : "install";
        }
    }

    /** Takes back what was installed. */
    record Uninstall(Cell cell, String reason) implements OnCell {
        @Override
        public String action() {
            return "uninstall";
        }
    }

    /** Removes what is built. */
    record Clean(Cell cell, String reason) implements OnCell {
        @Override
        public String action() {
            return "clean";
        }
    }

    /** Removes what is registered of a package. */
    record Remove(PackageId pkg, String reason) implements OnPackage {
        @Override
        public String action() {
            return "remove";
        }
    }

    /** Marks a cell so that nobody installs it. */
    record Disable(Cell cell, String reason) implements OnCell {
        @Override
        public String action() {
            return "disable";
        }
    }

    /**
     * Takes away the mark that a manifest made.
     *
     * @param owner that manifest
     */
    record Enable(Cell cell, String owner, String reason) implements OnCell {
        @Override
        public String action() {
            return "enable";
        }
    }

    /**
     * Makes a package that is there the manifest's own, or notes that prune is to leave it alone, or not.
     *
     * @param kernels those on which it becomes the manifest's own
     */
    record Adopt(PackageId pkg, List<Kernel> kernels, String reason) implements OnPackage {
        public Adopt {
            kernels = List.copyOf(kernels);
        }

        @Override
        public String action() {
            return "adopt";
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
        public String action() {
            return "collect";
        }

        @Override
        public String subject() {
            return "left-overs";
        }
    }

    /** Brings the kernel's index of modules up to date. */
    record Depmod(Kernel kernel, String reason) implements OnKernel {
        @Override
        public String action() {
            return "depmod";
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
        public String action() {
            return "refresh-initramfs";
        }
    }
}
