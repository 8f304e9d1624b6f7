package ckms.cli.render;

import ckms.engine.report.document.PlanDocument;
import ckms.engine.report.document.PlanDocument.StepDocument;
import ckms.model.VisibleText;
import java.io.PrintWriter;

/** Prints the steps of a plan as a graph in DOT, the language of Graphviz; an arrow leads to the step that waits. */
public final class PlanGraph {
    private PlanGraph() {}

    /** Prints the graph of a plan. */
    public static void print(PlanDocument plan, PrintWriter out) {
        out.println("digraph plan {");
        out.println("  rankdir = LR;");
        out.println("  node [shape = box];");
        for (StepDocument step : plan.steps()) {
            String id = quoted(step.id().toString());
            out.println("  " + id + " [tooltip = " + quoted(step.reason()) + "];");
            step.after().forEach(before -> out.println("  " + quoted(before.toString()) + " -> " + id + ";"));
        }
        out.println("}");
    }

    private static String quoted(String text) {
        return "\"" + VisibleText.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
