package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.RunText;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.run.RunOptions;
import ckms.engine.run.Session;
import ckms.model.manifest.Manifest;
import ckms.model.run.RunReport;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ckms apply}. */
@Command(name = "apply", description = "Brings the host to what the manifest wants.")
public final class ApplyCommand extends ManifestCommand {
    @Option(names = "--dry-run", description = "Only show what would be done, as plan does.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        refuseClassicOptions();
        Workplace workplace = program().workplace();
        Manifest manifest = manifest(workplace);
        if (dryRun) {
            return show(plan(workplace, manifest), workplace);
        }
        try (Session session = workplace.session(spec().name())) {
            Planned planned = plan(workplace, manifest);
            boolean quiet = program().options().quiet();
            if (!quiet) {
                show(planned, workplace);
                if (!planned.plan().isEmpty()) {
                    program().console().out().println();
                }
            }
            RunReport report = session.run(
                    planned.plan(),
                    new RunOptions(planned.desired().owner(), workplace.kernel().kernel(), false),
                    new RunText(program().console(), planned.plan(), quiet, false));
            if (!planned.plan().isEmpty() && !quiet) {
                program().console().out().println(summary(report));
            }
            return report.succeeded() && !planned.plan().misses() ? changes(report.changed() > 0) : ExitCode.INCOMPLETE;
        }
    }

    private static String summary(RunReport report) {
        return "Applied: " + report.changed() + " done, " + report.failed() + " failed, " + report.skipped()
                + " skipped" + (report.cancelled() > 0 ? ", " + report.cancelled() + " cancelled." : ".");
    }
}
