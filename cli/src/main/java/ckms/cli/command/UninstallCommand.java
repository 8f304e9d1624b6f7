package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.installside.Inventory;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.plan.Verdict;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ckms uninstall PACKAGE}. */
@Command(name = "uninstall", description = "Takes back what was installed of a package for a kernel.")
public final class UninstallCommand extends ClassicCommand {
    @Parameters(
            paramLabel = "PACKAGE",
            description = "NAME for the installed version, NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Option(
            names = "--force",
            description =
                    "Delete also files that somebody changed since they were installed, and go on where a hook refuses.")
    private boolean force;

    @Override
    Verdict verdict(Situation situation) throws IOException, RefusedException {
        var kernel = situation.kernel().kernel();
        Optional<PackageId> bare = situation.verbs().installed(pkg, kernel);
        if (bare.isEmpty() && PackageId.complaint(pkg, "0").isEmpty() && !pkg.contains("=")) {
            return situation.verbs().notInstalled(pkg, situation.kernel());
        }
        PackageId id = bare.isPresent() ? bare.get() : PackageArgument.parse(pkg, situation);
        boolean recorded = situation
                .workplace()
                .inventory(new Cell(id, kernel))
                .map(Inventory::cell)
                .filter(new Cell(id, kernel)::equals)
                .isPresent();
        return situation.verbs().uninstall(id, situation.kernel(), recorded);
    }

    @Override
    boolean force() {
        return force;
    }
}
