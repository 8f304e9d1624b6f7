package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.RunView;
import ckms.cli.render.RunView.Detail;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.kernel.KernelTree;
import ckms.engine.reconcile.observe.Observed;
import ckms.engine.reconcile.plan.Verbs;
import ckms.engine.reconcile.plan.Verdict;
import ckms.engine.reconcile.run.RunOptions;
import ckms.engine.reconcile.run.Session;
import ckms.engine.settings.Settings;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command of the original's that changes something: a plan of its own, run as every plan is. */
@Command(exitCodeOnInvalidInput = ExitCode.CLASSIC_USAGE, exitCodeOnExecutionException = ExitCode.ERROR)
abstract class ClassicCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Spec
    private CommandSpec spec;

    /** What the command comes to, decided under the lock. */
    abstract Verdict verdict(Situation situation) throws IOException, InterruptedException, RefusedException;

    /** Whether the user insists. */
    boolean force() {
        return false;
    }

    Program program() {
        return program;
    }

    /** What a command decides by. */
    record Situation(Workplace workplace, Observed observed, Verbs verbs, KernelTree kernel) {}

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Workplace workplace = program.workplace();
        try (Session session = workplace.session(spec.name())) {
            if (program.options().recipe().isPresent() && !(this instanceof AddCommand)) {
                program.console().warning("-c is for add; the recipe that was stored then holds");
            }
            Situation situation = situation(workplace);
            Verdict verdict = verdict(situation);
            if (verdict instanceof Verdict.Refused refused) {
                throw new RefusedException(refused.sentence());
            }
            boolean quiet =
                    program.options().quiet() || workplace.settings().config().quiet();
            if (verdict instanceof Verdict.Already already) {
                if (!program.options().quiet()) {
                    program.console().out().println(already.sentence());
                }
                return ExitCode.DONE;
            }
            var plan = ((Verdict.Do) verdict).plan();
            Detail detail = program.options().quiet() ? Detail.FAILURES : quiet ? Detail.STEPS : Detail.RAW_OUTPUT;
            int jobs = workplace.settings().jobs();
            try (RunView view =
                    RunView.of(program.console(), plan, detail, session.expected(plan), jobs, program.processes())) {
                var runOptions = RunOptions.byHand(situation.kernel().kernel(), force());
                RunReport report = session.run(plan, runOptions, view.listener());
                return report.succeededButForInitramfs() ? ExitCode.DONE : ExitCode.ERROR;
            }
        }
    }

    private Situation situation(Workplace workplace) throws IOException, InterruptedException {
        Settings settings = workplace.settings();
        Observed observed = workplace.observer().observe();
        return new Situation(workplace, observed, new Verbs(observed, settings.finalizers()), workplace.kernel());
    }
}
