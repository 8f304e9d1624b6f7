package ckms.cli.real;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for an order of what several processes did to one package, each of them in its own order, that explains what they
 * were told and what is there in the end. What is done to other packages does not count for this one.
 */
final class Interleaving {
    private final String name;
    private final List<List<Done>> processes = new ArrayList<>();
    private final Set<List<Object>> tried = new HashSet<>();

    /** Something that a process was told to do: a verb, with a package and a kernel, or to apply a state of all. */
    record Operation(String verb, String object, int kernel) {}

    /** An operation, and whether it was said to have succeeded. */
    record Done(Operation operation, boolean succeeded) {}

    /** A package: whether it is added, and for each kernel 0, 1 where it is built, or 2 where it is installed. */
    record State(boolean added, int first, int second) {
        int on(int kernel) {
            return kernel == 0 ? first : second;
        }

        State with(int kernel, int level) {
            return kernel == 0 ? new State(added, level, second) : new State(added, first, level);
        }
    }

    Interleaving(String name, List<List<Done>> all) {
        this.name = name;
        for (List<Done> process : all) {
            processes.add(process.stream().filter(this::isOfThis).toList());
        }
    }

    private boolean isOfThis(Done done) {
        return done.operation().verb().equals("apply")
                || done.operation().object().equals(name);
    }

    /** Whether some order leads to that. */
    boolean leadsTo(State end) {
        return leads(new int[processes.size()], new State(false, 0, 0), end);
    }

    private boolean leads(int[] next, State now, State end) {
        if (!tried.add(List.of(java.util.Arrays.stream(next).boxed().toList(), now))) {
            return false;
        }
        boolean isOver = true;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < processes.get(i).size()) {
                isOver = false;
                Optional<State> then = after(now, processes.get(i).get(next[i]));
                if (then.isPresent()) {
                    next[i]++;
                    boolean found = leads(next, then.get(), end);
                    next[i]--;
                    if (found) {
                        return true;
                    }
                }
            }
        }
        return isOver && now.equals(end);
    }

    /** What an operation makes of a package; nothing where it could not have been told what it was told. */
    static Optional<State> after(State now, Done done) {
        Operation what = done.operation();
        int level = now.on(what.kernel());
        Optional<State> then = switch (what.verb()) {
            case "add" -> Optional.of(new State(true, now.first(), now.second()));
            case "build" -> now.added() ? Optional.of(now.with(what.kernel(), Math.max(1, level))) : Optional.empty();
            case "install" -> level > 0 ? Optional.of(now.with(what.kernel(), 2)) : Optional.empty();
            case "uninstall" ->
                now.added() ? Optional.of(now.with(what.kernel(), Math.min(1, level))) : Optional.empty();
            case "clean" -> level < 2 && now.added() ? Optional.of(now.with(what.kernel(), 0)) : Optional.empty();
            case "remove" ->
                now.first() == 0 && now.second() == 0 ? Optional.of(new State(false, 0, 0)) : Optional.empty();
            default -> Optional.of(applied(what.object()));
        };
        if (done.succeeded()) {
            return then;
        }
        // What is refused changes nothing.
        return then.isEmpty() || then.get().equals(now) ? Optional.of(now) : Optional.empty();
    }

    private static State applied(String state) {
        return switch (state) {
            case "installed" -> new State(true, 2, 2);
            case "built" -> new State(true, 1, 1);
            default -> new State(false, 0, 0);
        };
    }
}
