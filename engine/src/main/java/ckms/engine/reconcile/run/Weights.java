package ckms.engine.reconcile.run;

import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Says which of the steps that could begin does so first: steps that are no builds before builds, and otherwise the
 * step with the longest way to the end of the plan. So long builds do not come last, and the run ends early.
 */
final class Weights {
    private final Map<Step, Duration> ways = new HashMap<>();

    /**
     * Weighs the steps of a plan.
     *
     * @param times tells how long a build is likely to take
     */
    Weights(Plan plan, Function<Step.Build, Duration> times) {
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            PlannedStep planned = plan.steps().get(i);
            Duration own = planned.step() instanceof Step.Build build ? times.apply(build) : Duration.ZERO;
            Duration way = own.plus(ways.getOrDefault(planned.step(), Duration.ZERO));
            ways.put(planned.step(), way);
            planned.after().forEach(before -> ways.merge(before, way, Weights::longer));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Compares two steps; negative if the first one should begin first. */
    int compare(Step one, Step other) {
        boolean oneBuilds = one.action().builds();
        boolean otherBuilds = other.action().builds();
        return oneBuilds == otherBuilds
                ? ways.get(other).compareTo(ways.get(one))
                : Boolean.compare(oneBuilds, otherBuilds);
    }
}
