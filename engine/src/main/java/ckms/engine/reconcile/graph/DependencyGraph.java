package ckms.engine.reconcile.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.Graphs;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.DirectedAcyclicGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * What depends on what, without a circle.
 *
 * @param <T> what does
 */
public final class DependencyGraph<T> {
    private final DirectedAcyclicGraph<T, DefaultEdge> graph = new DirectedAcyclicGraph<>(DefaultEdge.class);

    /** Adds something that may depend on others. */
    public void add(T vertex) {
        graph.addVertex(vertex);
    }

    /**
     * Makes one depend on another.
     *
     * @return the circle that this would close, beginning and ending with the dependent, in which case nothing is done;
     *     empty where it closes none
     */
    public Optional<List<T>> depend(T dependent, T dependency) {
        add(dependent);
        add(dependency);
        if (dependent.equals(dependency)) {
            return Optional.of(List.of(dependent, dependent));
        }
        try {
            graph.addEdge(dependency, dependent);
            return Optional.empty();
        } catch (IllegalArgumentException closesACircle) {
            var circle = new ArrayList<>(BFSShortestPath.findPathBetween(graph, dependent, dependency)
                    .getVertexList());
            circle.add(dependent);
            java.util.Collections.reverse(circle);
            return Optional.of(circle);
        }
    }

    /** What it depends on itself. */
    public List<T> dependencies(T vertex) {
        return graph.containsVertex(vertex) ? Graphs.predecessorListOf(graph, vertex) : List.of();
    }

    /** What depends on it itself. */
    public List<T> dependents(T vertex) {
        return graph.containsVertex(vertex) ? Graphs.successorListOf(graph, vertex) : List.of();
    }

    /** All of them, dependencies first; of those that may stand in either order, the lesser first. */
    public List<T> inOrder(Comparator<T> order) {
        var all = new ArrayList<T>();
        new TopologicalOrderIterator<>(graph, order).forEachRemaining(all::add);
        return all;
    }

    /** Tells which of those, in an order with dependencies first, depend on which over however many others. */
    public Closure<T> closure(List<T> inOrder) {
        Map<T, Integer> position = new HashMap<>();
        List<BitSet> before = new ArrayList<>();
        for (T vertex : inOrder) {
            position.put(vertex, position.size());
            var bits = new BitSet();
            for (T dependency : dependencies(vertex)) {
                bits.set(position.get(dependency));
                bits.or(before.get(position.get(dependency)));
            }
            before.add(bits);
        }
        return new Closure<>(position, before);
    }

    /**
     * Which depends on which, over however many others.
     *
     * @param <T> what does
     */
    public static final class Closure<T> {
        private final Map<T, Integer> position;
        private final List<BitSet> before;

        private Closure(Map<T, Integer> position, List<BitSet> before) {
            this.position = position;
            this.before = before;
        }

        /** Whether it does. */
        public boolean depends(T dependent, T dependency) {
            Integer from = position.get(dependent);
            Integer to = position.get(dependency);
            return from != null && to != null && before.get(from).get(to);
        }
    }
}
