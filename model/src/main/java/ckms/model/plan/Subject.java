package ckms.model.plan;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.util.Optional;

/** What a step is done to. {@code toString} gives its address. */
public sealed interface Subject {
    /** The package that it is, or is a cell of; empty for what is no package's. */
    Optional<PackageId> onPackage();

    /** The kernel that it is, or is a cell on; empty for what is on no kernel. */
    Optional<Kernel> onKernel();

    /** A package, whatever the kernel. */
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

    /** A package on a kernel. */
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

    /** A kernel. */
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

    /** What belongs to nobody. */
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

    /** Reads an address; empty where the text is none. */
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
