package ckms.engine.reconcile;

import ckms.engine.reconcile.plan.Decision;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.Diagnostics;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A CKMS command that changes something, as it was typed. */
public sealed interface Verb {
    /**
     * Decides what the command does on this host.
     *
     * @return a plan, or that it is so already, or why the command is refused
     * @throws IOException if something that the decision depends on can't be read
     * @throws InterruptedException if the thread is interrupted while it waits for a program that looks at a key
     */
    Decision decide(Asked asked) throws IOException, InterruptedException;

    /** Says whether the command is for one kernel; others have a use for a kernel only to tell it to hooks. */
    default boolean isOnKernel() {
        return true;
    }

    /**
     * The CKMS command {@code add}.
     *
     * @param source the source folder
     * @param recipe the recipe; empty means {@code ckms.ini} in the source folder
     */
    record Add(Path source, Optional<Path> recipe) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            return new Addition(source, recipe).decide(asked);
        }

        @Override
        public boolean isOnKernel() {
            return false;
        }
    }

    /**
     * The CKMS command {@code build}.
     *
     * @param pkg {@code NAME=VERSION}, or a package's folder in the state directory
     */
    record Build(String pkg) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException, InterruptedException {
            Optional<PackageId> id = asked.find(pkg);
            if (id.isEmpty()) {
                return asked.unknown(pkg);
            }
            var known = new KnownDependencies(asked.host(), asked.settings(), asked.observed());
            var cell = new Cell(id.get(), asked.kernel().kernel());
            Decision decision = asked.verbs().build(id.get(), asked.kernel(), () -> known.of(cell));
            if (!(decision instanceof Decision.Do build)) {
                return decision;
            }
            var warnings = new Diagnostics();
            warnings.addAll(known.warnings());
            warnings.addAll(asked.signatures().unmet(List.of(asked.kernel())));
            return warnings.hasErrors()
                    ? new Decision.Refused(warnings.found())
                    : new Decision.Do(build.plan(), warnings.found());
        }
    }

    /**
     * The CKMS command {@code install}.
     *
     * @param pkg as for {@link Build}
     */
    record Install(String pkg) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            Optional<PackageId> id = asked.find(pkg);
            return id.isEmpty() ? asked.unknown(pkg) : asked.verbs().install(id.get(), asked.kernel());
        }
    }

    /**
     * The CKMS command {@code uninstall}.
     *
     * @param pkg as for {@link Build}, or {@code NAME} for the installed version
     * @param force whether files that have changed since are removed too, and a hook that refuses is ignored
     */
    record Uninstall(String pkg, boolean force) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            Optional<String> bare = Address.parse(pkg)
                    .filter(address ->
                            address.isOfPackages() && address.version().isEmpty())
                    .map(Address::name);
            Optional<PackageId> id = bare.isPresent()
                    ? asked.observed().installed(bare.get(), asked.kernel().kernel())
                    : asked.find(pkg);
            if (id.isEmpty()) {
                return bare.isPresent() ? asked.verbs().notInstalled(bare.get(), asked.kernel()) : asked.unknown(pkg);
            }
            var cell = new Cell(id.get(), asked.kernel().kernel());
            boolean recorded = asked.observer().hasRecord(cell);
            return asked.verbs().uninstall(id.get(), asked.kernel(), recorded, force);
        }
    }

    /**
     * The CKMS command {@code clean}.
     *
     * @param pkg as for {@link Build}
     */
    record Clean(String pkg) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            Optional<PackageId> id = asked.find(pkg);
            return id.isEmpty()
                    ? asked.unknown(pkg)
                    : asked.verbs().clean(id.get(), asked.kernel(), asked.hasStage(id.get()));
        }
    }

    /**
     * The CKMS command {@code remove}.
     *
     * @param pkg as for {@link Build}
     */
    record Remove(String pkg) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            Optional<PackageId> id = asked.find(pkg);
            return id.isEmpty()
                    ? asked.unknown(pkg)
                    : asked.verbs()
                            .remove(id.get(), asked.kernel(), asked.observer().recordedKernels(id.get()));
        }

        @Override
        public boolean isOnKernel() {
            return false;
        }
    }
}
