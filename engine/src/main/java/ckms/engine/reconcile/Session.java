package ckms.engine.reconcile;

import ckms.engine.host.files.FileProblem;
import ckms.engine.reconcile.run.ExpectedTimes;
import ckms.engine.reconcile.run.RunListener;
import ckms.engine.reconcile.run.Writer;
import ckms.engine.store.Settlement;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which no other ckms changes the host. What the {@link Reconciler} plans and decides while it is open still
 * holds when it is run.
 */
public final class Session implements AutoCloseable {
    private final Writer writer;

    Session(Writer writer) {
        this.writer = writer;
    }

    /** Returns what came, when the session was opened, of what earlier runs were interrupted in. */
    public Settlement settlement() {
        return writer.settlement();
    }

    /**
     * Runs a plan that was made from manifests, and records anew the inputs of the builds that stay, so that the next
     * plan need not read them again.
     *
     * @param failFast whether nothing new begins once a step has failed
     * @return each step of the plan, and how it ended
     */
    public RunReport apply(Planning planning, boolean failFast, RunListener listener) {
        RunReport report =
                planning.plan().isEmpty() ? new RunReport(List.of()) : writer.run(planning.plan(), failFast, listener);
        writer.refresh(planning.refreshed());
        return report;
    }

    /**
     * Runs a plan to its end: after a failure, the steps that do not wait for the failed one still run.
     *
     * @return each step of the plan, and how it ended
     */
    public RunReport run(Plan plan, RunListener listener) {
        return writer.run(plan, false, listener);
    }

    /**
     * Makes the repairs that take no step.
     *
     * @return what was done, and what could not be done, a sentence each
     */
    public List<String> mend(Repairs repairs) {
        var done = new ArrayList<String>();
        for (Repair repair : repairs.all()) {
            try {
                repair.mend(writer).ifPresent(done::add);
            } catch (IOException problem) {
                done.add("could not mend this: " + FileProblem.sentence(problem));
            }
        }
        return done;
    }

    /** Estimates how long the builds of a plan will take. */
    public ExpectedTimes expect(Plan plan) {
        return writer.expect(plan);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
