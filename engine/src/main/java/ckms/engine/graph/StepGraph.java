package ckms.engine.graph;

import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graphs;
import org.jgrapht.alg.TransitiveReduction;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Steps and which of them wait for which. */
public final class StepGraph {
    private final DirectedAcyclicGraph<Step, DefaultEdge> graph = new DirectedAcyclicGraph<>(DefaultEdge.class);
    private final Map<Step, Integer> position = new HashMap<>();

    /** Adds a step; of steps that may run in either order, the one that was added first comes first. */
    public void add(Step step) {
        if (graph.addVertex(step)) {
            position.put(step, position.size());
        }
    }

    /** Makes a step wait for another one; an {@link IllegalArgumentException} where that would close a circle. */
    public void order(Step before, Step after) {
        graph.addEdge(before, after);
    }

    /** The steps in an order in which they can run, each with what it waits for and no other one implies. */
    public List<PlannedStep> steps() {
        TransitiveReduction.INSTANCE.reduce(graph);
        var steps = new ArrayList<PlannedStep>();
        var byPosition = Comparator.<Step>comparingInt(position::get);
        var inOrder = new TopologicalOrderIterator<>(graph, byPosition);
        while (inOrder.hasNext()) {
            Step step = inOrder.next();
            List<Step> after = Graphs.predecessorListOf(graph, step).stream()
                    .sorted(byPosition)
                    .toList();
            steps.add(new PlannedStep(step, after));
        }
        return steps;
    }
}
