package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.console.RefusedException;
import ckms.cli.render.DoctorText;
import ckms.cli.render.RunView.Detail;
import ckms.engine.host.files.FileProblem;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Repairs;
import ckms.engine.reconcile.Session;
import ckms.engine.report.doctor.Doctor;
import ckms.engine.report.doctor.Examination;
import ckms.engine.report.document.DoctorDocument;
import ckms.engine.report.document.DocumentJson;
import ckms.engine.store.StateBusyException;
import ckms.model.plan.Plan;
import ckms.model.run.RunReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code ckms doctor}, which tells what is wrong on the host, and mends what can safely be mended. */
@Command(
        name = "doctor",
        description = "Tells what is wrong with what is registered, built and installed, and what mends it.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.ERROR)
public final class DoctorCommand implements Callable<Integer> {
    @ParentCommand
    private Program program;

    @Option(names = "--fix", description = "Mend what can safely be mended.")
    private boolean fix;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        Reconciler reconciler = program.reconciler();
        var doctor = new Doctor(reconciler.host(), reconciler.settings(), reconciler.machine());
        Examination examination = doctor.examine();
        List<String> done = List.of();
        if (fix) {
            done = mended(reconciler, doctor, examination);
            examination = doctor.examine();
        }
        if (json) {
            program.console().out().print(DocumentJson.JSON.pretty(DoctorDocument.of(examination, done)));
        } else {
            DoctorText.print(
                    examination, program.console().out(), program.options().quiet());
        }
        return ExitCode.ofProblems(examination.problems());
    }

    /**
     * Mends what can safely be mended, and returns what was done, a sentence each. An error is only printed, so that
     * the host is examined again, unless there was nothing to mend.
     */
    private List<String> mended(Reconciler reconciler, Doctor doctor, Examination before)
            throws IOException, InterruptedException {
        var done = new ArrayList<String>();
        try (Session session = program.open(reconciler, "doctor")) {
            if (session.settlement().settled() > 0) {
                say("finished or undid what was interrupted", done);
            }
            Repairs repairs = doctor.examineWithin().repairs();
            for (String sentence : session.mend(repairs)) {
                say(sentence, done);
            }
            run(repairs.plan(), reconciler, session, done);
        } catch (StateBusyException busy) {
            throw busy;
        } catch (IOException problem) {
            if (before.repairs().isEmpty()) {
                throw problem;
            }
            program.console().error("nothing more could be mended: " + FileProblem.sentence(problem));
        }
        if (!done.isEmpty() && !isQuiet()) {
            program.console().out().println();
        }
        return done;
    }

    private void run(Plan plan, Reconciler reconciler, Session session, List<String> done) throws IOException {
        if (!plan.isEmpty()) {
            Detail detail = isQuiet() ? Detail.FAILURES : Detail.STEPS;
            RunReport report = new ShownRun(program, reconciler, session)
                    .of(plan, detail, listener -> session.run(plan, listener));
            done.add(report.changed() + " of " + plan.steps().size() + " pending steps done");
        }
    }

    private void say(String sentence, List<String> done) {
        done.add(sentence);
        if (!isQuiet()) {
            program.console().say(sentence);
        }
    }

    private boolean isQuiet() {
        return json || program.options().quiet();
    }
}
