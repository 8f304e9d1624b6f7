package ckms.engine.reconcile.run;

import ckms.model.plan.Step;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/**
 * How many steps run at once, and in which order.
 *
 * @param jobs how many steps may run at once, and how many jobs they may have together
 * @param failFast whether nothing new begins once a step has failed
 * @param times tells how long a build is likely to take
 * @param threads makes the thread of each step
 */
public record Schedule(int jobs, boolean failFast, Function<Step.Build, Duration> times, ThreadFactory threads) {
    /** Makes a schedule whose steps run in threads of their own. */
    public Schedule(int jobs, boolean failFast, Function<Step.Build, Duration> times) {
        this(jobs, failFast, times, Thread::new);
    }
}
