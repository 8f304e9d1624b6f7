package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.plan.Verdict;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ckms build PACKAGE}. */
@Command(name = "build", description = "Builds a package for a kernel.")
public final class BuildCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verdict verdict(Situation situation) throws IOException, RefusedException {
        return situation.verbs().build(PackageArgument.parse(pkg, situation), situation.kernel());
    }
}
