package ckms.cli.render;

import ckms.engine.report.document.Explanation;
import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.model.plan.StepId;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the explanation of a cell for people. */
public final class ExplanationText {
    private final PrintWriter out;

    private ExplanationText(PrintWriter out) {
        this.out = out;
    }

    /** Prints an explanation. */
    public static void print(Explanation cell, PrintWriter out) {
        new ExplanationText(out).print(cell);
    }

    private void print(Explanation cell) {
        out.println(cell.address());
        line("state", cell.state() + (cell.disabled().isEmpty() ? "" : ", disabled by " + cell.disabled()));
        line(
                "wanted",
                cell.wanted().isEmpty()
                        ? "nothing: no manifest lists it on this kernel"
                        : cell.wanted() + ", by the manifest " + cell.manifest()
                                + cell.declared().map(place -> " in " + place).orElse(""));
        line("owner", cell.owner().toString());
        line("source", cell.source().map(Object::toString).orElse(""));
        line("depends on", cell.dependsOn().stream().map(Object::toString).collect(Collectors.joining(", ")));
        line("needed by", cell.neededBy().stream().map(Object::toString).collect(Collectors.joining(", ")));
        line("drift", cell.drift());
        for (int i = 0; i < cell.inputs().size(); i++) {
            Explanation.InputDocument input = cell.inputs().get(i);
            field(
                    i == 0 ? "built from" : "",
                    input.name() + ": " + input.state().word());
        }
        line("blocked", cell.blocked());
        steps(cell.steps());
    }

    private void steps(List<StepDocument> steps) {
        if (steps.isEmpty()) {
            field("to do", "nothing");
        }
        for (int i = 0; i < steps.size(); i++) {
            StepDocument step = steps.get(i);
            String after = step.after().stream().map(StepId::toString).collect(Collectors.joining(", "));
            field(
                    i == 0 ? "to do" : "",
                    step.action() + ": " + step.reason() + (after.isEmpty() ? "" : "; after " + after));
        }
    }

    private void line(String name, String text) {
        if (!text.isEmpty()) {
            field(name, text);
        }
    }

    private void field(String name, String text) {
        out.println(String.format("  %-10s  %s", name, text));
    }
}
