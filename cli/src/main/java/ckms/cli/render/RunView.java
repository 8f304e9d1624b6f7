package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.cli.console.TerminalWidth;
import ckms.engine.host.process.Processes;
import ckms.engine.reconcile.run.ExpectedTimes;
import ckms.engine.reconcile.run.RunListener;
import ckms.model.plan.Plan;

/** The way in which a run is shown. Closing it erases what the terminal showed only during the run. */
public final class RunView implements AutoCloseable {
    private final RunListener listener;

    private RunView(RunListener listener) {
        this.listener = listener;
    }

    /** How much of a run is shown. */
    public enum Detail {
        /** Only what failed. */
        FAILURES,
        /** The steps; on a terminal, also the progress of those that run. */
        STEPS,
        /** The steps and what hooks print, each line after the address of what it belongs to. */
        OUTPUT,
        /** The steps and what hooks print, unchanged; for a run of one step after the other. */
        RAW_OUTPUT,
        /** The steps, as {@link JsonLines}. */
        JSON
    }

    /**
     * Chooses the view of a run.
     *
     * @param times how long builds took the last time
     * @param jobs how many jobs all builds together may run at once
     * @param processes runs what tells the width of the terminal
     */
    public static RunView of(
            Console console, Plan plan, Detail detail, ExpectedTimes times, int jobs, Processes processes) {
        if (detail == Detail.JSON) {
            return new RunView(new RunJson(new JsonLines(console), console));
        }
        boolean live = console.terminal() == Console.Terminal.FULL && detail == Detail.STEPS && !plan.isEmpty();
        var text = new RunText(console, plan, detail, !live);
        if (!live) {
            return new RunView(text);
        }
        var width = new TerminalWidth(processes, System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        return new RunView(
                new LiveRun(console, text, new RunProgress(plan, times::known, jobs, width, System::nanoTime)));
    }

    /** Returns the listener that shows the run. */
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
