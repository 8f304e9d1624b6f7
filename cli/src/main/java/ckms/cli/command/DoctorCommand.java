package ckms.cli.command;

import ckms.cli.console.ExitCode;
import ckms.cli.render.DoctorText;
import ckms.cli.render.RunView;
import ckms.cli.render.RunView.Detail;
import ckms.cli.workplace.RefusedException;
import ckms.cli.workplace.Workplace;
import ckms.engine.host.files.FileProblem;
import ckms.engine.reconcile.run.Session;
import ckms.engine.report.doctor.Doctor;
import ckms.engine.report.doctor.Examination;
import ckms.engine.report.doctor.Repair;
import ckms.engine.report.doctor.Repairing;
import ckms.engine.report.document.DoctorDocument;
import ckms.engine.report.document.SavedPlan;
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

/** {@code ckms doctor}. */
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
        Workplace workplace = program.workplace();
        Doctor doctor = workplace.doctor();
        Examination examination = doctor.examine();
        List<String> done = List.of();
        if (fix) {
            done = mended(workplace, doctor, examination);
            examination = doctor.examine();
        }
        if (json) {
            program.console().out().print(SavedPlan.json().pretty(DoctorDocument.of(examination, done)));
        } else {
            DoctorText.print(
                    examination, program.console().out(), program.options().quiet());
        }
        return examination.problems() == 0 ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    /** What was done; a state so damaged that no writer can begin is told, and then examined again. */
    private List<String> mended(Workplace workplace, Doctor doctor, Examination before)
            throws IOException, InterruptedException {
        var done = new ArrayList<String>();
        try (Session session = workplace.session("doctor")) {
            if (before.repairs().contains(new Repair.Recovery())) {
                say("finished or undid what was interrupted", done);
            }
            var repairing = new Repairing(session, doctor.examineWithin().repairs());
            for (String sentence : repairing.tidy()) {
                say(sentence, done);
            }
            run(repairing, workplace, done);
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

    private void run(Repairing repairing, Workplace workplace, List<String> done)
            throws IOException, InterruptedException {
        Plan plan = repairing.plan();
        if (!plan.isEmpty()) {
            Detail detail = isQuiet() ? Detail.FAILURES : Detail.STEPS;
            int jobs = workplace.settings().jobs();
            try (RunView view =
                    RunView.of(program.console(), plan, detail, repairing.expected(), jobs, program.processes())) {
                RunReport report = repairing.run(workplace.kernel().kernel(), view.listener());
                done.add(report.changed() + " of " + plan.steps().size() + " pending steps done");
            }
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
