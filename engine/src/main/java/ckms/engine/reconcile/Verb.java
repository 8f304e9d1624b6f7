package ckms.engine.reconcile;

import ckms.engine.reconcile.plan.Decision;
import ckms.model.Address;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One of the original's commands that change something, as it was typed. */
public sealed interface Verb {
    /**
     * Finds out what it comes to.
     *
     * @throws IOException where something can't be read that it depends on
     */
    Decision decide(Asked asked) throws IOException;

    /**
     * {@code add}.
     *
     * @param recipe empty means {@code ckms.ini} in the source
     */
    record Add(Path source, Optional<Path> recipe) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            return new Addition(source, recipe).decide(asked);
        }
    }

    /**
     * {@code build}.
     *
     * @param pkg {@code NAME=VERSION}, or a package's folder in the state directory
     */
    record Build(String pkg) implements Verb {
        @Override
        public Decision decide(Asked asked) throws IOException {
            Optional<PackageId> id = asked.find(pkg);
            return id.isEmpty()
                    ? asked.unknown(pkg)
                    : asked.verbs().build(id.get(), asked.kernel(), asked.dependencies(id.get()));
        }
    }

    /**
     * {@code install}.
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
     * {@code uninstall}.
     *
     * @param pkg as for {@link Build}, or {@code NAME} for the installed version
     * @param force whether files that changed since go too, and hooks that refuse do not count
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
     * {@code clean}.
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
     * {@code remove}.
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
    }
}
