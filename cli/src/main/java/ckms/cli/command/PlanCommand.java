package ckms.cli.command;

import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code ckms plan}. */
@Command(name = "plan", description = "Shows what apply would do, and why; changes nothing.")
public final class PlanCommand extends ManifestCommand {
    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        refuseClassicOptions();
        Workplace workplace = program().workplace();
        return show(plan(workplace, manifest(workplace)), workplace);
    }
}
