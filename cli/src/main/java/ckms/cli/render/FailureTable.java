package ckms.cli.render;

import ckms.cli.console.Console;
import ckms.model.plan.Step;
import ckms.model.run.Failure;
import ckms.model.run.RunReport;
import ckms.model.run.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Prints the failures of a run that has ended, each step with its reason, and how many steps were skipped for them. */
public final class FailureTable {
    private FailureTable() {}

    private record Row(String what, String why) {}

    /** Prints the failures on standard error; nothing if there are none. */
    public static void print(RunReport report, Console console) {
        List<Row> rows = rows(report);
        if (rows.isEmpty()) {
            return;
        }
        int width = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        console.out().flush();
        console.err().println("Failed:");
        for (Row row : rows) {
            console.err()
                    .println("  " + row.what() + " ".repeat(width - row.what().length()) + "  " + row.why());
        }
        if (report.skipped() > 0) {
            console.err()
                    .println("  " + report.skipped()
                            + (report.skipped() == 1 ? " step that waits" : " steps that wait")
                            + " for these " + (report.skipped() == 1 ? "was" : "were") + " skipped");
        }
        if (report.results().stream().anyMatch(FailureTable::hasLog)) {
            console.err().println("'ckms log ADDRESS' shows what a build printed");
        }
    }

    private static List<Row> rows(RunReport report) {
        var rows = new ArrayList<Row>();
        for (StepResult result : report.results()) {
            Step step = result.step();
            var ending = new Ending(result.outcome());
            ending.failure().ifPresent(failure -> rows.add(row(step, failure)));
            ending.afterwards().forEach(failure -> rows.add(row(step, failure)));
        }
        return rows;
    }

    private static Row row(Step step, Failure failure) {
        return new Row(step.id().toString(), failure.gist().strip());
    }

    private static boolean hasLog(StepResult result) {
        return new Ending(result.outcome())
                .failure()
                .filter(failure -> !failure.log().isEmpty())
                .isPresent();
    }
}
