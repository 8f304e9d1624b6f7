package ckms.engine.reconcile.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.Silent;
import ckms.engine.fixture.Steps;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each step of a run: the branches of {@code docs/run.md}, each under its name there. */
class ExecutorTest extends ExecutorFixture {
    /** A build and what depends on it, and a build that does not. */
    private static final Plan PLAN = plan(
            new PlannedStep(BUILD, List.of()),
            new PlannedStep(INSTALL, List.of(BUILD)),
            new PlannedStep(DEPMOD, List.of(INSTALL)),
            new PlannedStep(ELSEWHERE, List.of()));

    private RunReport run(Doing doing) {
        return executor(1, false, Map.of(), doing).run(PLAN);
    }

    private static Map<Step, Outcome> outcomes(RunReport report) {
        return report.results().stream()
                .collect(java.util.stream.Collectors.toMap(StepResult::step, StepResult::outcome));
    }

    @Test
    void success() {
        RunReport report = run((step, jobs) -> DONE);
        assertEquals(List.of(BUILD, INSTALL, DEPMOD, ELSEWHERE), performed);
        assertTrue(report.succeeded());
        assertEquals(4, report.changed());
    }

    @Test
    void failure() {
        RunReport report = run((step, jobs) -> step.equals(BUILD) ? Outcome.failed("no compiler") : DONE);
        assertEquals(List.of(BUILD, ELSEWHERE), performed);
        assertEquals(
                Map.of(
                        BUILD,
                        Outcome.failed("no compiler"),
                        INSTALL,
                        new Outcome.Skipped(BUILD),
                        DEPMOD,
                        new Outcome.Skipped(BUILD),
                        ELSEWHERE,
                        DONE),
                outcomes(report));
        assertFalse(report.succeeded());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFaultOfCkmsIsAFailureOfThatStep(boolean error) {
        RunReport report = run((step, jobs) -> {
            if (step.equals(BUILD)) {
                if (error) {
                    throw new OutOfMemoryError("heap");
                }
                throw new IllegalStateException("oh");
            }
            return DONE;
        });
        var failed = assertInstanceOf(Outcome.Failed.class, outcomes(report).get(BUILD));
        assertTrue(failed.failure().sentence().startsWith("this is a fault in ckms"), failed.toString());
        assertEquals(List.of(BUILD, ELSEWHERE), performed);
    }

    @Test
    void finishing() {
        Step other = Steps.install(cell("bar"));
        RunReport report = executor(
                        1, false, Map.of(), (step, jobs) -> step.equals(other) ? Outcome.failed("no") : DONE)
                .run(plan(
                        new PlannedStep(INSTALL, List.of()),
                        new PlannedStep(other, List.of()),
                        new PlannedStep(DEPMOD, List.of(INSTALL, other))));
        assertEquals(DONE, outcomes(report).get(DEPMOD));
        assertEquals(List.of(INSTALL, other, DEPMOD), performed);
    }

    @Test
    void whatAnEarlierRunLeftToFinishIsFinished() {
        var performer = new Performer() {
            @Override
            public boolean isDue(Step.OnKernel step) {
                return true;
            }

            @Override
            public Outcome perform(Step step, int jobs, RunListener listener) {
                return step.equals(BUILD) ? Outcome.failed("no") : DONE;
            }
        };
        RunReport report = new Executor(performer, new Silent(), new Schedule(1, false, step -> Duration.ZERO))
                .run(plan(
                        new PlannedStep(BUILD, List.of()),
                        new PlannedStep(INSTALL, List.of(BUILD)),
                        new PlannedStep(DEPMOD, List.of(INSTALL))));
        assertEquals(new Outcome.Skipped(BUILD), outcomes(report).get(INSTALL));
        assertEquals(DONE, outcomes(report).get(DEPMOD));
    }

    @Test
    void nothingToFinish() {
        RunReport report = executor(
                        1, false, Map.of(), (step, jobs) -> step.equals(INSTALL) ? Outcome.failed("no") : DONE)
                .run(plan(new PlannedStep(INSTALL, List.of()), new PlannedStep(DEPMOD, List.of(INSTALL))));
        assertEquals(new Outcome.Skipped(INSTALL), outcomes(report).get(DEPMOD));
    }

    @Test
    void failFast() {
        Step third = build("third");
        RunReport report = executor(1, true, Map.of(), (step, jobs) -> step.equals(BUILD) ? Outcome.failed("no") : DONE)
                .run(plan(
                        new PlannedStep(BUILD, List.of()),
                        new PlannedStep(third, List.of()),
                        new PlannedStep(INSTALL, List.of(BUILD))));
        assertEquals(List.of(BUILD), performed);
        assertEquals(
                Map.of(
                        BUILD, Outcome.failed("no"),
                        third, new Outcome.Cancelled(),
                        INSTALL, new Outcome.Skipped(BUILD)),
                outcomes(report));
    }

    @Test
    void failFastFinishesWhatChanged() {
        Step other = build("other");
        RunReport report = executor(1, true, Map.of(), (step, jobs) -> step.equals(BUILD) ? Outcome.failed("no") : DONE)
                .run(plan(
                        new PlannedStep(INSTALL, List.of()),
                        new PlannedStep(BUILD, List.of()),
                        new PlannedStep(other, List.of()),
                        new PlannedStep(DEPMOD, List.of(INSTALL, other))));
        assertEquals(List.of(INSTALL, BUILD, DEPMOD), performed);
        assertEquals(new Outcome.Cancelled(), outcomes(report).get(other));
    }

    @Test
    void aProblemWithAFileIsAFailureThatNamesIt() {
        RunReport report = run((step, jobs) -> {
            throw new AccessDeniedException("/lib/modules/x");
        });
        assertEquals(
                Outcome.failed("/lib/modules/x: permission denied"),
                outcomes(report).get(BUILD));
    }

    @Test
    void interruption() throws InterruptedException {
        var begun = new CountDownLatch(2);
        var ended = new AtomicInteger();
        var reports = new ArrayList<RunReport>();
        Step third = build("third");
        Executor executor = executor(2, false, Map.of(), (step, jobs) -> {
            begun.countDown();
            try {
                Thread.sleep(600_000);
            } finally {
                ended.incrementAndGet();
            }
            return DONE;
        });
        var thread = new Thread(() -> {
            reports.add(executor.run(plan(
                    new PlannedStep(BUILD, List.of()),
                    new PlannedStep(ELSEWHERE, List.of()),
                    new PlannedStep(third, List.of()))));
            ended.addAndGet(Thread.currentThread().isInterrupted() ? 10 : 0);
        });
        thread.start();
        begun.await();
        thread.interrupt();
        thread.join();
        assertEquals(3, reports.get(0).cancelled());
        assertEquals(12, ended.get());
        assertFalse(performed.contains(third));
    }

    @Test
    void whatBreaksBecauseOfAnInterruptionIsCancelledAndNotFailed() {
        RunReport report = run((step, jobs) -> {
            Thread.currentThread().interrupt();
            throw new IOException("stream closed");
        });
        assertTrue(Thread.interrupted());
        assertEquals(4, report.cancelled());
    }

    @Test
    void aListenerThatThrowsLeavesNothingRunning() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicInteger();
        var throwing = new Silent() {
            @Override
            public void stepEnded(StepResult result) {
                throw new UncheckedIOException(new IOException("nobody reads"));
            }
        };
        Performer performer = (step, jobs, listener) -> {
            if (step.equals(BUILD)) {
                begun.await();
                return DONE;
            }
            begun.countDown();
            try {
                Thread.sleep(600_000);
            } finally {
                ended.incrementAndGet();
            }
            return DONE;
        };
        var executor = new Executor(performer, throwing, new Schedule(2, false, step -> Duration.ZERO));
        Plan plan = plan(new PlannedStep(BUILD, List.of()), new PlannedStep(ELSEWHERE, List.of()));
        assertThrows(UncheckedIOException.class, () -> executor.run(plan));
        assertEquals(1, ended.get());
        assertFalse(Thread.interrupted(), "that is nobody's interruption");
    }

    @Test
    void collecting() throws IOException {
        Step collect = new Step.Collect(Set.of(), "if there are any");
        Plan plan = plan(
                new PlannedStep(BUILD, List.of()),
                new PlannedStep(INSTALL, List.of(BUILD)),
                new PlannedStep(ELSEWHERE, List.of()),
                new PlannedStep(collect, List.of(BUILD, INSTALL, ELSEWHERE)));
        RunReport report = executor(
                        4, false, Map.of(), (step, jobs) -> step.equals(BUILD) ? Outcome.failed("no") : DONE)
                .run(plan);
        assertEquals(1, report.failed());
        assertEquals(1, report.skipped());
        assertEquals(collect, performed.get(performed.size() - 1));
    }

    @Test
    void eachBranchThatTheDocumentTellsIsATestHere() throws IOException {
        List<String> told = Files.readAllLines(Path.of("..", "docs", "run.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        List<String> tests = Stream.of(ExecutorTest.class, JobSharingTest.class)
                .flatMap(test -> Arrays.stream(test.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
        assertTrue(told.size() > 10, told.toString());
        assertTrue(tests.containsAll(told), told + " are not all of " + tests);
    }
}
