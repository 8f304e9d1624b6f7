package ckms.engine.reconcile.run;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.FileProblem;
import ckms.model.plan.Action;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.FailureKind;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs a plan. Each step begins once all that it waits for has succeeded, side by side with others as the jobs allow.
 * Steps that wait for a failed step are skipped, and name the step that failed first as the cause; all others go on,
 * and a kernel of which any module changed is brought up to date. After an interruption, or after the first failure if
 * {@code failFast} is set, nothing new begins. {@code docs/run.md} goes through each case.
 */
public final class Executor {
    private final Performer performer;
    private final RunListener listener;
    private final Schedule schedule;

    private final Map<Step, Outcome> outcomes = new HashMap<>();
    private final List<StepResult> results = new ArrayList<>();
    private final Map<Step, Thread> running = new HashMap<>();
    private final BlockingQueue<Ended> endings = new LinkedBlockingQueue<>();
    private final JobBudget budget;
    private int lent;
    private boolean interrupted;
    private boolean failed;

    private record Ended(StepResult result, int jobs) {}

    /** Makes an executor for one plan. */
    public Executor(Performer performer, RunListener listener, Schedule schedule) {
        this.performer = performer;
        this.listener = new OneAtATime(listener);
        this.schedule = schedule;
        this.budget = new JobBudget(schedule.jobs());
    }

    /**
     * Runs the plan. If the thread is interrupted meanwhile, what has not ended is cancelled, and the thread is still
     * marked as interrupted afterwards.
     *
     * @return each step of the plan, and how it ended
     * @throws RuntimeException if the listener throws one; by then nothing runs any longer
     */
    public RunReport run(Plan plan) {
        var weights = new Weights(plan, schedule.times());
        Set<PlannedStep> waiting = new LinkedHashSet<>(plan.steps());
        try {
            while (!waiting.isEmpty() || !running.isEmpty()) {
                settle(waiting);
                begin(waiting, weights);
                if (!running.isEmpty()) {
                    await();
                }
            }
        } catch (RuntimeException | Error ofTheListener) {
            stop(ofTheListener);
            throw ofTheListener;
        }
        lend();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new RunReport(results);
    }

    /** Ends what runs and waits for it, so that nothing still runs when the caller gets the exception. */
    private void stop(Throwable first) {
        boolean wasInterrupted = Thread.interrupted() || interrupted;
        interrupt();
        while (!running.isEmpty()) {
            try {
                running.remove(endings.take().result().step());
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        CleanUp.after(first, this::lend);
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the steps that can no longer run, because of an interruption or of how other steps ended. */
    private void settle(Set<PlannedStep> waiting) {
        if (Thread.interrupted()) {
            interrupt();
        }
        for (PlannedStep planned : List.copyOf(waiting)) {
            Optional<Outcome> obstacle = obstacle(planned);
            if (obstacle.isPresent()) {
                waiting.remove(planned);
                end(new StepResult(planned.step(), obstacle.get(), Duration.ZERO));
            }
        }
    }

    private void begin(Set<PlannedStep> waiting, Weights weights) {
        List<PlannedStep> ready =
                new ArrayList<>(waiting.stream().filter(this::isReady).toList());
        ready.sort(Comparator.comparing(PlannedStep::step, weights::compare));
        for (int i = 0; i < ready.size() && budget.free() > 0; i++) {
            Step step = ready.get(i).step();
            waiting.remove(ready.get(i));
            start(step, budget.take(performer.countsJobs(step), ready.size() - i - 1));
        }
        lend();
    }

    private void lend() {
        int jobs = running.isEmpty() ? 0 : budget.free();
        if (jobs != lent) {
            lent = jobs;
            try {
                performer.lend(jobs);
            } catch (IOException e) {
                // The makes go on with the jobs that they have; if something is wrong, the steps themselves tell.
            }
        }
    }

    private boolean isReady(PlannedStep planned) {
        return outcomes.keySet().containsAll(planned.after());
    }

    /** Finds why a step will not run; empty as long as it may. */
    private Optional<Outcome> obstacle(PlannedStep planned) {
        Action.Phase phase = planned.step().action().phase();
        boolean finishes = phase == Action.Phase.FINISHING || phase == Action.Phase.COLLECTING;
        if (interrupted) {
            return Optional.of(new Outcome.Cancelled());
        }
        if (finishes && !isReady(planned)) {
            return Optional.empty();
        }
        Optional<Outcome> before = planned.after().stream()
                .filter(outcomes::containsKey)
                .filter(step -> !isMadeUpFor(planned.step(), step))
                .flatMap(step -> obstacle(step, outcomes.get(step)).stream())
                .findFirst();
        boolean stops = schedule.failFast() && failed && !finishes;
        return before.or(() -> stops ? Optional.of(new Outcome.Cancelled()) : Optional.empty());
    }

    /**
     * Says whether a step runs although one that it waits for did not succeed: a kernel of which a module changed, in
     * this run or an earlier one, has to be brought up to date, and unneeded files go in any case.
     */
    private boolean isMadeUpFor(Step step, Step before) {
        return step.action().phase() == Action.Phase.COLLECTING
                || (step instanceof Step.OnKernel finalizer
                        && before instanceof Step.OnCell
                        && (performer.isDue(finalizer) || hasChanged(finalizer)));
    }

    private boolean hasChanged(Step.OnKernel finalizer) {
        return outcomes.entrySet().stream()
                .filter(ended -> ended.getValue() instanceof Outcome.Changed)
                .map(Map.Entry::getKey)
                .filter(changed -> changed.action().changesModules())
                .anyMatch(changed -> changed.subject().onKernel().equals(Optional.of(finalizer.kernel())));
    }

    /** Finds why a step can't run after one with an outcome; empty if it can. */
    private static Optional<Outcome> obstacle(Step before, Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return Optional.of(new Outcome.Skipped(before));
        }
        return outcome instanceof Outcome.Skipped || outcome instanceof Outcome.Cancelled
                ? Optional.of(outcome)
                : Optional.empty();
    }

    private void start(Step step, int jobs) {
        listener.stepStarted(step);
        long start = System.nanoTime();
        Thread thread = schedule.threads().newThread(() -> {
            Outcome outcome = Outcome.failed("this is a fault in ckms, please report it");
            try {
                outcome = perform(step, jobs);
            } finally {
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                endings.add(new Ended(new StepResult(step, outcome, took), jobs));
            }
        });
        thread.setName(step.id().toString());
        try {
            thread.start();
            running.put(step, thread);
        } catch (OutOfMemoryError noThread) {
            // The system's limit of threads or memory: the outcome of this step alone, and nothing to wait for.
            budget.giveBack(jobs);
            end(new StepResult(
                    step,
                    Outcome.failed("no thread could be started (" + noThread.getMessage()
                            + "); allow more processes (ulimit -u), or fewer jobs (-j)"),
                    Duration.ZERO));
        }
    }

    /** Waits until a step has ended. An interruption is passed on to the running steps, which then end soon. */
    private void await() {
        try {
            Ended ended = endings.take();
            running.remove(ended.result().step());
            budget.giveBack(ended.jobs());
            if (ended.result().outcome() instanceof Outcome.Cancelled) {
                interrupt();
            }
            end(interrupted ? cut(ended.result()) : ended.result());
        } catch (InterruptedException e) {
            interrupt();
        }
    }

    private void interrupt() {
        interrupted = true;
        running.values().forEach(Thread::interrupt);
    }

    /**
     * Turns a failure after an interruption into a cancellation: the step's processes were ended, and it may not have
     * learned why.
     */
    private static StepResult cut(StepResult result) {
        return result.outcome() instanceof Outcome.Failed
                ? new StepResult(result.step(), new Outcome.Cancelled(), result.took())
                : result;
    }

    private void end(StepResult result) {
        failed |= result.outcome() instanceof Outcome.Failed;
        outcomes.put(result.step(), result.outcome());
        results.add(result);
        listener.stepEnded(result);
    }

    private Outcome perform(Step step, int jobs) {
        try {
            return performer.perform(step, jobs, listener);
        } catch (InterruptedException interruption) {
            return new Outcome.Cancelled();
        } catch (IOException | RuntimeException | Error thrown) {
            // Errors too, as of too little memory: they are the outcome of this step alone, and the others go on.
            return FileProblem.in(thrown).map(Executor::ended).orElseGet(() -> fault(thrown));
        }
    }

    private static Outcome fault(Throwable fault) {
        return new Outcome.Failed(new Failure(
                FailureKind.OTHER,
                "this is a fault in ckms, please report it: " + fault,
                Arrays.stream(fault.getStackTrace())
                        .findFirst()
                        .map(frame -> "at " + frame)
                        .orElse(""),
                ""));
    }

    /**
     * Tells how a step ended that had a problem with a file. An interruption ends the processes that a step talks to,
     * which looks like such a problem.
     */
    private static Outcome ended(IOException problem) {
        return Thread.currentThread().isInterrupted()
                ? new Outcome.Cancelled()
                : new Outcome.Failed(FileProblem.failure(problem));
    }
}
