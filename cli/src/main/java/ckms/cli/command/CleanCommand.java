package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.engine.reconcile.plan.Situation;
import ckms.engine.reconcile.plan.Verdict;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ckms clean PACKAGE}. */
@Command(name = "clean", description = "Removes what is built of a package for a kernel.")
public final class CleanCommand extends ClassicCommand {
    @Parameters(paramLabel = "PACKAGE", description = "NAME=VERSION, or its folder in the state directory.")
    private String pkg;

    @Override
    Verdict verdict(Situation situation) throws IOException, RefusedException {
        var state = situation.workplace().settings().state();
        PackageId id = PackageArgument.parse(pkg, situation);
        var cell = new Cell(id, situation.kernel().kernel());
        return situation
                .verbs()
                .clean(id, situation.kernel(), Files.exists(state.stage(cell).root()));
    }
}
