package ckms.cli.command;

import ckms.cli.render.RunView;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.engine.reconcile.run.RunListener;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;

/** Runs plans and shows their progress; no other class does. */
final class ShownRun {
    private final Program program;
    private final Reconciler reconciler;
    private final Session session;

    ShownRun(Program program, Reconciler reconciler, Session session) {
        this.program = program;
        this.reconciler = reconciler;
        this.session = session;
    }

    /** A way to run a plan. */
    @FunctionalInterface
    interface Running {
        RunReport run(RunListener listener) throws IOException;
    }

    RunReport of(Plan plan, RunView.Detail detail, Running running) throws IOException {
        try (RunView view = RunView.of(
                program.console(),
                plan,
                detail,
                session.expect(plan),
                reconciler.settings().jobs(),
                program.processes())) {
            return running.run(view.listener());
        }
    }
}
