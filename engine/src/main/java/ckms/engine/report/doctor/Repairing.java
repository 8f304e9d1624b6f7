package ckms.engine.report.doctor;

import ckms.engine.host.files.FileProblem;
import ckms.engine.reconcile.run.ExpectedTimes;
import ckms.engine.reconcile.run.RunListener;
import ckms.engine.reconcile.run.RunOptions;
import ckms.engine.reconcile.run.Session;
import ckms.model.Kernel;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Does what is safe of what an examination found, within a writer's session. */
public final class Repairing {
    private final Session session;
    private final List<Repair> repairs;

    /** Does those; they were found within that session, so that they still hold. */
    public Repairing(Session session, List<Repair> repairs) {
        this.session = session;
        this.repairs = List.copyOf(repairs);
    }

    /** The steps among them: depmod first, and the initramfs of a kernel after it. */
    public Plan plan() {
        List<Step.OnKernel> steps = repairs.stream()
                .filter(Repair.Late.class::isInstance)
                .map(repair -> (Step.OnKernel) ((Repair.Late) repair).step())
                .sorted(Comparator.comparing(Step.OnKernel::kernel).thenComparing(Step::action))
                .toList();
        var planned = new ArrayList<PlannedStep>();
        for (Step.OnKernel step : steps) {
            List<Step> before = steps.stream()
                    .filter(other -> step instanceof Step.RefreshInitramfs
                            && other instanceof Step.Depmod
                            && other.kernel().equals(step.kernel()))
                    .map(Step.class::cast)
                    .toList();
            planned.add(new PlannedStep(step, before));
        }
        return new Plan(planned, List.of(), List.of(), List.of(), List.of());
    }

    /** How long the steps are likely to take. */
    public ExpectedTimes expected() {
        return session.expected(plan());
    }

    /** Runs the steps; no steps are done at once. */
    public RunReport run(Kernel kernel, RunListener listener) {
        return session.run(plan(), RunOptions.byHand(kernel, false), listener);
    }

    /** Does the rest; tells what it did, a sentence each, and what it could not do. */
    public List<String> tidy() {
        var done = new ArrayList<String>();
        for (Repair repair : repairs) {
            try {
                tidy(repair, done);
            } catch (IOException problem) {
                done.add("could not mend this: " + FileProblem.sentence(problem));
            }
        }
        return done;
    }

    private void tidy(Repair repair, List<String> done) throws IOException {
        if (repair instanceof Repair.Unlink unlink) {
            session.unlink(unlink.cell());
            done.add("took away the link that said " + unlink.cell() + " is installed");
        } else if (repair instanceof Repair.Unmark unmark) {
            session.finalized(unmark.kernel(), unmark.finalizer());
            done.add("took away a mark of " + unmark.kernel() + ", which is gone");
        } else if (repair instanceof Repair.Delete delete
                && Files.isRegularFile(delete.file(), LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(delete.file());
            done.add("deleted " + delete.file());
        }
    }
}
