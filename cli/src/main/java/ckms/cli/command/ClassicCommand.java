package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DiagnosticText;
import ckms.cli.render.RunView.Detail;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.engine.reconcile.Verb;
import ckms.engine.reconcile.plan.Decision;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command of the original CKMS that changes something. It has a plan of its own, which runs as every plan does. */
@Command(exitCodeOnInvalidInput = ExitCode.CLASSIC_USAGE, exitCodeOnExecutionException = ExitCode.ERROR)
abstract class ClassicCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Spec
    private CommandSpec spec;

    /** Returns the verb that was typed, with its arguments. */
    abstract Verb verb();

    /** Says whether the command has a use for {@code -c}. */
    boolean takesRecipe() {
        return false;
    }

    Program program() {
        return program;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler();
        try (Session session = program.open(reconciler, spec.name())) {
            if (program.options().recipe().isPresent() && !takesRecipe()) {
                program.console().warning("-c is for add; the recipe that was stored then holds");
            }
            Decision decision = reconciler.decide(verb(), program.options().kernel());
            if (decision instanceof Decision.Already already) {
                if (!program.options().quiet()) {
                    program.console().out().println(already.sentence());
                }
                return ExitCode.DONE;
            }
            if (decision instanceof Decision.Refused refused) {
                throw new RefusedException(refused.diagnostics());
            }
            var doing = (Decision.Do) decision;
            DiagnosticText.printAll(doing.warnings(), program.console());
            Plan plan = doing.plan();
            RunReport report = new ShownRun(program, reconciler, session)
                    .of(plan, detail(reconciler), listener -> session.run(plan, listener));
            return ExitCode.ofVerb(report);
        }
    }

    private Detail detail(Reconciler reconciler) {
        if (program.options().quiet()) {
            return Detail.FAILURES;
        }
        return reconciler.settings().config().quiet() ? Detail.STEPS : Detail.RAW_OUTPUT;
    }
}
