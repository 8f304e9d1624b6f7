package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.RunView;
import ckms.cli.render.RunView.Detail;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.reconcile.plan.Collecting;
import ckms.engine.reconcile.plan.Verdict;
import ckms.engine.reconcile.run.RunOptions;
import ckms.engine.reconcile.run.Session;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ckms gc}. */
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
        Workplace workplace = program.workplace();
        if (dryRun) {
            plan(workplace)
                    .steps()
                    .forEach(planned -> program.console()
                            .out()
                            .println(planned.step().action() + " "
                                    + planned.step().subject() + ": "
                                    + planned.step().reason()));
            return ExitCode.DONE;
        }
        try (Session session = workplace.session("gc")) {
            Plan plan = plan(workplace);
            Detail detail = program.options().quiet() ? Detail.FAILURES : Detail.STEPS;
            int jobs = workplace.settings().jobs();
            var options = RunOptions.byHand(workplace.kernel().kernel(), false);
            try (RunView view =
                    RunView.of(program.console(), plan, detail, session.expected(plan), jobs, program.processes())) {
                return session.run(plan, options, view.listener()).succeeded() ? ExitCode.DONE : ExitCode.INCOMPLETE;
            }
        }
    }

    private static Plan plan(Workplace workplace) throws IOException, RefusedException {
        Verdict verdict = Collecting.plan(workplace.observer().observe());
        if (verdict instanceof Verdict.Refused refused) {
            throw new RefusedException(refused.sentence());
        }
        return ((Verdict.Do) verdict).plan();
    }
}
