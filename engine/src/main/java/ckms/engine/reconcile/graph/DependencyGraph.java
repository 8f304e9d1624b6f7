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
 * A graph of what depends on what, without a circle.
 *
 * @param <T> what depends on each other
 */
public final class DependencyGraph<T> {
    private final DirectedAcyclicGraph<T, DefaultEdge> graph = new DirectedAcyclicGraph<>(DefaultEdge.class);

    /** Adds something that may depend on others. */
    public void add(T vertex) {
        graph.addVertex(vertex);
    }

    /**
     * Makes one thing depend on another.
     *
     * @return empty if the dependency was added; otherwise the circle that it would close, from the dependent back to
     *     the dependent, each depending on the next
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

    /** Lists what something depends on directly; empty if it is not in the graph. */
    public List<T> dependencies(T vertex) {
        return graph.containsVertex(vertex) ? Graphs.predecessorListOf(graph, vertex) : List.of();
    }

    /** Lists what depends on something directly; empty if that is not in the graph. */
    public List<T> dependents(T vertex) {
        return graph.containsVertex(vertex) ? Graphs.successorListOf(graph, vertex) : List.of();
    }

    /**
     * Lists all that is in the graph, dependencies first.
     *
     * @param order says which comes first of two that may stand in either order: the lesser one
     */
    public List<T> inOrder(Comparator<T> order) {
        var all = new ArrayList<T>();
        new TopologicalOrderIterator<>(graph, order).forEachRemaining(all::add);
        return all;
    }

    /**
     * Finds all dependencies, direct and indirect.
     *
     * @param inOrder all that is in the graph, dependencies first
     */
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
     * All dependencies in a graph, direct and indirect.
     *
     * @param <T> what depends on each other
     */
    public static final class Closure<T> {
        private final Map<T, Integer> position;
        private final List<BitSet> before;

        private Closure(Map<T, Integer> position, List<BitSet> before) {
            this.position = position;
            this.before = before;
        }

        /** Says whether one thing depends on another, directly or indirectly. */
        public boolean depends(T dependent, T dependency) {
            Integer from = position.get(dependent);
            Integer to = position.get(dependency);
            return from != null && to != null && before.get(from).get(to);
        }
    }
}
