package ckms.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Silent;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    private static final Step BUILD = new Step.Build(FakeRoot.CELL, false, "");
    private static final Step INSTALL = new Step.Install(FakeRoot.CELL, false, "");
    private static final Step DEPMOD = new Step.Depmod(FakeRoot.KERNEL, "");
    private static final Step ELSEWHERE =
            new Step.Build(new Cell(new PackageId("bar", "1"), FakeRoot.KERNEL), false, "");

    /** A build and what depends on it, and a build that does not. */
    private static final Plan PLAN = new Plan(
            List.of(
                    new PlannedStep(BUILD, List.of()),
                    new PlannedStep(INSTALL, List.of(BUILD)),
                    new PlannedStep(DEPMOD, List.of(INSTALL)),
                    new PlannedStep(ELSEWHERE, List.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    private final List<Step> performed = new ArrayList<>();

    private RunReport run(Performer performer) {
        return new Executor(
                        (step, listener) -> {
                            performed.add(step);
                            return performer.perform(step, listener);
                        },
                        new Silent())
                .run(PLAN);
    }

    private static List<Outcome> outcomes(RunReport report) {
        return report.results().stream().map(StepResult::outcome).toList();
    }

    @Test
    void everyStepRunsInTheOrderOfThePlan() {
        RunReport report = run((step, listener) -> new Outcome.Changed(""));
        assertEquals(List.of(BUILD, INSTALL, DEPMOD, ELSEWHERE), performed);
        assertTrue(report.succeeded());
        assertEquals(4, report.changed());
    }

    @Test
    void whatWaitsForAFailedStepIsSkippedAndNamesItAndTheRestGoesOn() {
        RunReport report =
                run((step, listener) -> step.equals(BUILD) ? Outcome.failed("no compiler") : new Outcome.Changed(""));
        assertEquals(List.of(BUILD, ELSEWHERE), performed);
        assertEquals(
                List.of(
                        Outcome.failed("no compiler"),
                        new Outcome.Skipped(BUILD),
                        new Outcome.Skipped(BUILD),
                        new Outcome.Changed("")),
                outcomes(report));
        assertFalse(report.succeeded());
    }

    @Test
    void aKernelOfWhichAModuleChangedIsFinishedThoughAnotherFailed() {
        Step other = new Step.Install(new Cell(new PackageId("bar", "1"), FakeRoot.KERNEL), false, "");
        var plan = new Plan(
                List.of(
                        new PlannedStep(INSTALL, List.of()),
                        new PlannedStep(other, List.of()),
                        new PlannedStep(DEPMOD, List.of(INSTALL, other))),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        RunReport report = new Executor(
                        (step, listener) -> step.equals(other) ? Outcome.failed("no") : new Outcome.Changed(""),
                        new Silent())
                .run(plan);
        assertEquals(List.of(new Outcome.Changed(""), Outcome.failed("no"), new Outcome.Changed("")), outcomes(report));
    }

    @Test
    void aProblemWithAFileIsAFailureThatNamesIt() {
        RunReport report = run((step, listener) -> {
            throw new AccessDeniedException("/lib/modules/x");
        });
        assertEquals(
                Outcome.failed("/lib/modules/x: permission denied"),
                outcomes(report).get(0));
    }

    @Test
    void afterAnInterruptionNothingNewBegins() {
        RunReport report = run((step, listener) -> {
            throw new InterruptedException();
        });
        assertTrue(Thread.interrupted());
        assertEquals(List.of(BUILD), performed);
        assertTrue(outcomes(report).stream().allMatch(Outcome.Cancelled.class::isInstance));
    }

    @Test
    void whatBreaksBecauseOfAnInterruptionIsCancelledAndNotFailed() {
        RunReport report = run((step, listener) -> {
            Thread.currentThread().interrupt();
            throw new IOException("stream closed");
        });
        assertTrue(Thread.interrupted());
        assertEquals(4, report.cancelled());
    }
}
