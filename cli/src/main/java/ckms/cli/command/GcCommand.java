package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.RunView.Detail;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code ckms gc}, which removes what is no longer needed. */
@Command(
        name = "gc",
        description = "Removes what belonged to kernels that are gone, results of earlier builds beyond the size that"
                + " is set for them, and what failed builds left.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class GcCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Option(names = "--dry-run", description = "Only show what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler();
        if (dryRun) {
            RefusedException.unlessGood(reconciler.collect())
                    .steps()
                    .forEach(planned -> program.console()
                            .out()
                            .println(planned.step().id() + ": " + planned.step().reason()));
            return ExitCode.DONE;
        }
        try (Session session = program.open(reconciler, "gc")) {
            Plan plan = RefusedException.unlessGood(reconciler.collect());
            Detail detail = program.options().quiet() ? Detail.FAILURES : Detail.STEPS;
            RunReport report = new ShownRun(program, reconciler, session)
                    .of(plan, detail, listener -> session.run(plan, listener));
            return ExitCode.ofRun(plan, report, false);
        }
    }
}
