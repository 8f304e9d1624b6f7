package ckms.engine.reconcile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.Silent;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which steps run at once, in which order they begin, and how many jobs each has, as {@code docs/run.md} tells it. */
class JobSharingTest extends ExecutorFixture {
    /** Each waits until the other has begun; were they not side by side, neither would end. */
    @Test
    void sideBySide() {
        var begun = new CountDownLatch(2);
        RunReport report = executor(2, false, Map.of(), (step, jobs) -> {
                    begun.countDown();
                    return begun.await(30, TimeUnit.SECONDS) ? DONE : Outcome.failed("alone");
                })
                .run(plan(new PlannedStep(BUILD, List.of()), new PlannedStep(ELSEWHERE, List.of())));
        assertEquals(2, report.changed());
    }

    @Test
    void budget() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var steps = new ArrayList<PlannedStep>();
        for (int i = 0; i < 40; i++) {
            steps.add(new PlannedStep(build("p" + i), List.of()));
        }
        Performer counting = new Performer() {
            @Override
            public boolean countsJobs(Step step) {
                return step.subject().toString().contains("3");
            }

            @Override
            public Outcome perform(Step step, int jobs, RunListener listener) throws InterruptedException {
                most.accumulateAndGet(running.addAndGet(jobs), Math::max);
                Thread.sleep(1);
                running.addAndGet(-jobs);
                return DONE;
            }
        };
        new Executor(counting, new Silent(), new Schedule(3, false, step -> Duration.ZERO))
                .run(plan(steps.toArray(PlannedStep[]::new)));
        assertTrue(most.get() <= 3, "at most " + most);
    }

    @Test
    void aBuildThatCountsJobsHasAllThatNobodyElseWants() {
        var given = new ArrayList<Integer>();
        Performer counting = new Performer() {
            @Override
            public boolean countsJobs(Step step) {
                return true;
            }

            @Override
            public Outcome perform(Step step, int jobs, RunListener listener) {
                given.add(jobs);
                return DONE;
            }
        };
        new Executor(counting, new Silent(), new Schedule(4, false, step -> Duration.ZERO))
                .run(plan(new PlannedStep(BUILD, List.of()), new PlannedStep(INSTALL, List.of(BUILD))));
        assertEquals(List.of(4, 4), given);
    }

    @Test
    void whatIsFreeIsLent() {
        var lent = new ArrayList<Integer>();
        Performer lending = new Performer() {
            @Override
            public void lend(int jobs) {
                lent.add(jobs);
            }

            @Override
            public Outcome perform(Step step, int jobs, RunListener listener) {
                return DONE;
            }
        };
        new Executor(lending, new Silent(), new Schedule(4, false, step -> Duration.ZERO))
                .run(plan(new PlannedStep(BUILD, List.of())));
        assertEquals(List.of(3, 0), lent);
    }

    @Test
    void longestFirst() {
        Step slow = build("slow");
        Step leading = build("leading");
        Step led = build("led");
        executor(1, false, Map.of(BUILD, 20, slow, 30, leading, 1, led, 40), (step, jobs) -> DONE)
                .run(plan(
                        new PlannedStep(BUILD, List.of()),
                        new PlannedStep(slow, List.of()),
                        new PlannedStep(leading, List.of()),
                        new PlannedStep(led, List.of(leading))));
        assertEquals(List.of(leading, led, slow, BUILD), performed);
    }

    @Test
    void aStepWhoseThreadCannotStartFailsAlone() {
        var started = new AtomicInteger();
        ThreadFactory scarce = run -> new Thread(run) {
            @Override
            public synchronized void start() {
                if (started.getAndIncrement() == 0) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                super.start();
            }
        };
        Performer performer = (step, jobs, listener) -> DONE;
        Plan plan = plan(
                new PlannedStep(BUILD, List.of()),
                new PlannedStep(INSTALL, List.of(BUILD)),
                new PlannedStep(ELSEWHERE, List.of()));
        RunReport report =
                new Executor(performer, new Silent(), new Schedule(1, false, step -> Duration.ZERO, scarce)).run(plan);
        assertEquals(1, report.failed());
        assertEquals(1, report.skipped());
        assertEquals(1, report.changed());
    }
}
