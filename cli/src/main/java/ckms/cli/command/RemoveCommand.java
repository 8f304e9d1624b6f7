package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.plan.Verdict;
import ckms.model.PackageId;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ckms remove PACKAGE}. */
@Command(name = "remove", description = "Removes a package that is built for no kernel.")
public final class RemoveCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verdict verdict(Situation situation) throws IOException, RefusedException {
        PackageId id = PackageArgument.parse(pkg, situation);
        return situation.verbs().remove(id, situation.workplace().recorded(id));
    }
}
