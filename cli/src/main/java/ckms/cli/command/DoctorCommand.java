package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.DoctorText;
import ckms.cli.render.RunView;
import ckms.cli.render.RunView.Detail;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.doctor.Examination;
import ckms.engine.document.DoctorDocument;
import ckms.engine.document.SavedPlan;
import ckms.engine.observe.Observed;
import ckms.engine.plan.Mending;
import ckms.engine.run.RunOptions;
import ckms.engine.run.Session;
import ckms.model.plan.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ckms doctor}. */
@Command(
        name = "doctor",
        description = "Tells what is wrong on this host, what that means, and what mends it.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Option(
            names = "--fix",
            description = "Mend what is safe to mend: finish or undo what was interrupted, run depmod where it did not"
                    + " run, and the refresh of the initramfs.")
    private boolean fix;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Workplace workplace = program.workplace();
        if (fix) {
            fix(workplace);
        }
        Examination.Result result = workplace.examine();
        if (json) {
            program.console().out().print(SavedPlan.json().pretty(DoctorDocument.of(result.findings())));
        } else {
            DoctorText.print(result, program.console().out());
        }
        return result.hasProblems() ? ExitCode.INCOMPLETE : ExitCode.DONE;
    }

    /** To begin a session finishes or undoes what was interrupted. */
    private void fix(Workplace workplace) throws IOException, InterruptedException {
        try (Session session = workplace.session("doctor")) {
            Observed observed = workplace.observer().observe();
            Plan plan = Mending.plan(observed);
            boolean quiet = json || program.options().quiet();
            int jobs = workplace.settings().jobs();
            var options = RunOptions.byHand(workplace.kernel().kernel(), false);
            try (RunView view = RunView.of(
                    program.console(),
                    plan,
                    quiet ? Detail.FAILURES : Detail.STEPS,
                    session.expected(plan),
                    jobs,
                    program.processes())) {
                session.run(plan, options, view.listener());
            }
        }
    }
}
