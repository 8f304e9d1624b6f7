package ckms.engine.reconcile;

import ckms.engine.host.files.FileProblem;
import ckms.engine.reconcile.run.ExpectedTimes;
import ckms.engine.reconcile.run.RunListener;
import ckms.engine.reconcile.run.Writer;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A turn at changing a host, which nobody else has meanwhile. What the {@link Reconciler} plans and decides while it is
 * open still holds when it is run.
 */
public final class Session implements AutoCloseable {
    private final Writer writer;

    Session(Writer writer) {
        this.writer = writer;
    }

    /**
     * Runs what was planned from manifests. What did not have to be built anew is looked at more cheaply from then on.
     *
     * @param failFast whether nothing new begins once a step has failed
     * @return each step of the plan, and how it ended
     * @throws IOException where it can't be noted what was looked at
     */
    public RunReport apply(Planning planning, boolean failFast, RunListener listener) throws IOException {
        RunReport report =
                planning.plan().isEmpty() ? new RunReport(List.of()) : writer.run(planning.plan(), failFast, listener);
        writer.refresh(planning.refreshed());
        return report;
    }

    /**
     * Runs what was decided.
     *
     * @return each step of the plan, and how it ended
     */
    public RunReport run(Plan plan, RunListener listener) {
        return writer.run(plan, false, listener);
    }

    /**
     * Mends what takes no step.
     *
     * @return what was done, and what could not be, a sentence each
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

    /** Tells how long the builds of a plan are likely to take. */
    public ExpectedTimes expect(Plan plan) {
        return writer.expect(plan);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
