package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.PlanGraph;
import ckms.cli.render.PlanText;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.reconcile.Planning;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.SavedPlan;
import ckms.model.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ckms plan}, which shows what apply would do. */
@Command(name = "plan", description = "Shows what apply would do, and why; changes nothing.")
public final class PlanCommand extends ManifestCommand {
    @Option(names = "--out", paramLabel = "FILE", description = "Save the plan, for show and for apply --plan.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--graph", description = "Print the steps and what waits for what as a DOT graph.")
    private boolean graph;

    @Override
    int run(Reconciler reconciler) throws IOException, InterruptedException, RefusedException {
        if (graph && json()) {
            throw misused("--graph and --json don't go together");
        }
        Planning planning = planning(reconciler);
        tell(planning);
        PlanDocument plan = PlanDocument.of(planning);
        if (out.isPresent() && Files.exists(out.get()) && !Files.isRegularFile(out.get(), LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(
                    out.get() + " is no regular file, and a plan would take its place; name another");
        }
        if (out.isPresent()) {
            AtomicWrite.text(out.get().toAbsolutePath(), SavedPlan.text(plan));
        }
        if (json()) {
            program().console().out().print(SavedPlan.text(plan));
        } else if (graph) {
            PlanGraph.print(plan, program().console().out());
        } else {
            PlanText.print(plan, program().console().out());
            out.ifPresent(file -> program()
                    .console()
                    .out()
                    .println("Saved to " + file + "; "
                            + ShellCommand.of("ckms", "apply", "--plan", file).quoted() + " does just that."));
        }
        return ExitCode.ofPlan(planning.plan(), detailedExitCode());
    }
}
