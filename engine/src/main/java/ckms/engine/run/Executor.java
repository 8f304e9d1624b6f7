package ckms.engine.run;

import ckms.engine.files.FileProblem;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a plan: each step once all that it waits for has succeeded. What waits for a step that failed is skipped, with
 * the step that failed first named as the cause; everything else goes on, and a kernel of which any module changed is
 * brought up to date. After an interruption nothing new begins.
 */
public final class Executor {
    private final Performer performer;
    private final RunListener listener;

    /** Runs plans with that performer. */
    public Executor(Performer performer, RunListener listener) {
        this.performer = performer;
        this.listener = listener;
    }

    /** Runs the plan; each of its steps stands in the report. */
    public RunReport run(Plan plan) {
        Map<Step, Outcome> outcomes = new HashMap<>();
        List<StepResult> results = plan.steps().stream()
                .map(planned -> {
                    StepResult result = result(planned, outcomes);
                    outcomes.put(planned.step(), result.outcome());
                    listener.stepEnded(result);
                    return result;
                })
                .toList();
        return new RunReport(results);
    }

    private StepResult result(PlannedStep planned, Map<Step, Outcome> outcomes) {
        if (Thread.currentThread().isInterrupted()) {
            return new StepResult(planned.step(), new Outcome.Cancelled(), Duration.ZERO);
        }
        Optional<Outcome> obstacle = planned.after().stream()
                .filter(before -> !isMadeUpFor(planned.step(), before, outcomes))
                .flatMap(before -> obstacle(before, outcomes.get(before)).stream())
                .findFirst();
        if (obstacle.isPresent()) {
            return new StepResult(planned.step(), obstacle.get(), Duration.ZERO);
        }
        listener.stepStarted(planned.step());
        long start = System.nanoTime();
        Outcome outcome = perform(planned.step());
        return new StepResult(planned.step(), outcome, Duration.ofNanos(System.nanoTime() - start));
    }

    /** What did change on a kernel has to be finished, though something else on it did not work out. */
    private static boolean isMadeUpFor(Step step, Step before, Map<Step, Outcome> outcomes) {
        return step instanceof Step.OnKernel finalizer
                && before instanceof Step.OnCell
                && outcomes.entrySet().stream()
                        .filter(ended -> ended.getValue() instanceof Outcome.Changed)
                        .map(Map.Entry::getKey)
                        .filter(changed -> changed instanceof Step.Install || changed instanceof Step.Uninstall)
                        .anyMatch(changed ->
                                ((Step.OnCell) changed).cell().kernel().equals(finalizer.kernel()));
    }

    /** Why a step can't run after one that ended so; empty where it can. */
    private static Optional<Outcome> obstacle(Step before, Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return Optional.of(new Outcome.Skipped(before));
        }
        return outcome instanceof Outcome.Skipped || outcome instanceof Outcome.Cancelled
                ? Optional.of(outcome)
                : Optional.empty();
    }

    private Outcome perform(Step step) {
        try {
            return performer.perform(step, listener);
        } catch (IOException problem) {
            return ended(problem);
        } catch (UncheckedIOException problem) {
            return ended(problem.getCause());
        } catch (DirectoryIteratorException problem) {
            return ended(problem.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Cancelled();
        }
    }

    /** An interruption ends processes and conversations, which then look broken. */
    private static Outcome ended(IOException problem) {
        return Thread.currentThread().isInterrupted()
                ? new Outcome.Cancelled()
                : Outcome.failed(FileProblem.sentence(problem));
    }
}
