package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.cli.console.TerminalWidth;
import ckms.engine.host.process.Processes;
import ckms.engine.reconcile.run.ExpectedTimes;
import ckms.engine.reconcile.run.RunListener;
import ckms.model.plan.Plan;

/** Chooses how a run is shown. Closing it leaves the terminal as it was. */
public final class RunView implements AutoCloseable {
    private final RunListener listener;

    private RunView(RunListener listener) {
        this.listener = listener;
    }

    /** How much is shown. */
    public enum Detail {
        /** Only what failed. */
        FAILURES,
        /** What is done: on a terminal as it gets on. */
        STEPS,
        /** That and what hooks print, each line after the step that it belongs to. */
        OUTPUT,
        /** That and what hooks print, just as they print it; for a run of one step after the other. */
        RAW_OUTPUT,
        /** All but what hooks print, as JSON. */
        JSON
    }

    /**
     * Chooses the view of a run.
     *
     * @param times how long builds take
     * @param jobs how many may run at once
     * @param processes tell how wide the terminal is
     */
    public static RunView of(
            Console console, Plan plan, Detail detail, ExpectedTimes times, int jobs, Processes processes) {
        if (detail == Detail.JSON) {
            return new RunView(new RunJson(new JsonLines(console), console));
        }
        boolean live = console.isTerminal() && detail == Detail.STEPS && !plan.isEmpty();
        var text = new RunText(console, plan, detail, !live);
        if (!live) {
            return new RunView(text);
        }
        var width = new TerminalWidth(processes, System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return new RunView(
                new LiveRun(console, text, new RunProgress(plan, times::known, jobs, width, System::nanoTime)));
    }

    /** Gives what hears the run. */
    public RunListener listener() {
        return listener;
    }

    @Override
    public void close() {
        if (listener instanceof LiveRun live) {
            live.close();
        }
    }
}
