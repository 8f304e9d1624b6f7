package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.util.Optional;

/** The thing that a step is done to. {@code toString} gives its address. */
public sealed interface Subject {
    /** Returns the package that the subject is or is a cell of; empty if it has none. */
    Optional<PackageId> onPackage();

    /** Returns the kernel that the subject is or is a cell on; empty if it has none. */
    Optional<Kernel> onKernel();

    /** A package, whatever the kernel, addressed as {@code name=version}. */
    record OfPackage(PackageId pkg) implements Subject {
        @Override
        public Optional<PackageId> onPackage() {
            return Optional.of(pkg);
        }

        @Override
        public Optional<Kernel> onKernel() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return pkg.toString();
        }
    }

    /** A cell, addressed as {@code name=version@release/machine}. */
    record OfCell(Cell cell) implements Subject {
        @Override
        public Optional<PackageId> onPackage() {
            return Optional.of(cell.pkg());
        }

        @Override
        public Optional<Kernel> onKernel() {
            return Optional.of(cell.kernel());
        }

        @Override
        public String toString() {
            return cell.toString();
        }
    }

    /** A kernel, addressed as {@code release/machine}. */
    record OfKernel(Kernel kernel) implements Subject {
        @Override
        public Optional<PackageId> onPackage() {
            return Optional.empty();
        }

        @Override
        public Optional<Kernel> onKernel() {
            return Optional.of(kernel);
        }

        @Override
        public String toString() {
            return kernel.toString();
        }
    }

    /** The files of ckms that are no longer needed, addressed as {@code left-overs}. */
    record LeftOvers() implements Subject {
        private static final String ADDRESS = "left-overs";

        @Override
        public Optional<PackageId> onPackage() {
            return Optional.empty();
        }

        @Override
        public Optional<Kernel> onKernel() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return ADDRESS;
        }
    }

    /** Reads the address of a subject; empty if the text is none. */
    static Optional<Subject> parse(String address) {
        if (address.equals(LeftOvers.ADDRESS)) {
            return Optional.of(new LeftOvers());
        }
        return Cell.parse(address)
                .<Subject>map(OfCell::new)
                .or(() -> PackageId.parse(address).map(OfPackage::new))
                .or(() -> Kernel.parse(address).map(OfKernel::new));
    }
}
