package ckms.cli.render;

import ckms.model.VisibleText;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import ckms.model.run.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The progress of a run in a few lines: what runs and for how long, a bar, and about how long the rest will take. */
final class RunProgress {
    private static final int MOST_LINES = 8;
    private static final int BAR = 20;
    /** In columns; a terminal that is narrower has no room for a bar. */
    private static final int NARROW = 60;

    private final Function<Step.Build, Optional<Duration>> times;
    private final int jobs;
    private final IntSupplier width;
    private final LongSupplier nanos;
    private final long start;
    private final int steps;
    private final Set<Step> waiting = new LinkedHashSet<>();
    private final Map<Step, Long> running = new LinkedHashMap<>();
    private int failed;

    /**
     * Makes the progress of a plan that begins to run.
     *
     * @param times tells how long a build took the last time; empty if that is not known
     * @param jobs how many jobs all builds together may run at once
     * @param width the width of the terminal, in columns
     * @param nanos the clock, in nanoseconds
     */
    RunProgress(
            Plan plan,
            Function<Step.Build, Optional<Duration>> times,
            int jobs,
            IntSupplier width,
            LongSupplier nanos) {
        this.times = times;
        this.jobs = jobs;
        this.width = width;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.steps = plan.steps().size();
        plan.steps().stream().map(PlannedStep::step).forEach(waiting::add);
    }

    synchronized void started(Step step) {
        running.put(step, nanos.getAsLong());
    }

    synchronized void ended(StepResult result) {
        running.remove(result.step());
        waiting.remove(result.step());
        failed += new Ending(result.outcome()).failure().isPresent() ? 1 : 0;
    }

    /** Returns the lines, none wider than the terminal. */
    synchronized List<String> lines() {
        var lines = new ArrayList<String>();
        int columns = width.getAsInt();
        running.entrySet().stream()
                .limit(MOST_LINES)
                .forEach(step -> lines.add(running(step.getKey(), since(step.getValue()), columns)));
        if (running.size() > MOST_LINES) {
            lines.add("  and " + (running.size() - MOST_LINES) + " more");
        }
        lines.add(cut(total(columns), columns));
        return lines;
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanos.getAsLong() - then);
    }

    /** Returns the line of a running step; where it does not fit, the name is cut, so that the times are seen. */
    private String running(Step step, Duration took, int columns) {
        String time = clock(took)
                + expected(step).map(last -> " of about " + clock(last)).orElse("");
        String what = VisibleText.line("  " + step.id());
        int room = Math.max(0, columns - time.length() - 2);
        String name = what.length() <= room ? what : what.substring(0, Math.max(0, room - 1)) + "…";
        return cut(name + " ".repeat(Math.max(1, room - name.length() + 1)) + time, columns);
    }

    private Optional<Duration> expected(Step step) {
        return step instanceof Step.Build build ? times.apply(build) : Optional.empty();
    }

    private String total(int columns) {
        int ended = steps - waiting.size();
        String bar = columns < NARROW
                ? ""
                : "[" + "#".repeat(BAR * ended / steps) + "-".repeat(BAR - BAR * ended / steps) + "] ";
        return bar + ended + " of " + steps + (failed > 0 ? ", " + failed + " failed" : "") + ", "
                + clock(since(start))
                + left().map(left -> ", about " + clock(left) + " left").orElse("");
    }

    /** Estimates the time that is left; empty if none is left, or the time of a build in it is not known. */
    private Optional<Duration> left() {
        Duration all = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (Step step : waiting) {
            if (step instanceof Step.Build) {
                Optional<Duration> expected = expected(step);
                if (expected.isEmpty()) {
                    return Optional.empty();
                }
                Duration took = running.containsKey(step) ? since(running.get(step)) : Duration.ZERO;
                Duration left =
                        expected.get().compareTo(took) > 0 ? expected.get().minus(took) : Duration.ZERO;
                all = all.plus(left);
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        Duration shared = all.dividedBy(jobs);
        return Optional.of(shared.compareTo(longest) > 0 ? shared : longest).filter(left -> !left.isZero());
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, columns);
    }

    private static String clock(Duration time) {
        long seconds = time.toSeconds();
        return seconds >= 3600
                ? String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format("%d:%02d", seconds / 60, seconds % 60);
    }
}
