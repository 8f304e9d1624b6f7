package ckms.engine.inputs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the inputs of a build since.
 *
 * @param inputs each of them, in the order in which a change is told
 * @param refreshed what to keep of them from now on: where nothing changed, the stamps may be others
 */
public record InputComparison(List<Compared> inputs, Inputs refreshed) {
    private static final String DEPENDENCIES = "what it depends on";

    /** Nothing to compare. */
    public static final InputComparison NONE = new InputComparison(List.of(), Inputs.NONE);

    public InputComparison {
        inputs = List.copyOf(inputs);
    }

    /** What may have become of an input. */
    public enum State {
        UNCHANGED,
        CHANGED,
        /** It was not kept, or is not to be had now. */
        UNKNOWN;

        /** The word as it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An input, and what became of it.
     *
     * @param name as sentences call it
     */
    public record Compared(String name, State state) {}

    /**
     * Compares inputs.
     *
     * @param then what was kept
     * @param now what is known now
     * @param all the names of all that a build would be made from now
     */
    public static InputComparison of(Inputs then, Inputs now, Set<InputName> all) {
        var compared = new ArrayList<Compared>();
        Map<InputName, Input> fresh = new HashMap<>(then.known());
        for (InputName name : all.stream().sorted(InputName.ORDER).toList()) {
            State state = state(then.get(name), now.get(name));
            compared.add(new Compared(name.toString(), state));
            if (state == State.UNCHANGED) {
                now.get(name).filter(input -> !input.stamp().isEmpty()).ifPresent(input -> fresh.put(name, input));
            }
        }
        if (!then.dependencies().equals(Inputs.dependencies(all))) {
            compared.add(new Compared(DEPENDENCIES, State.CHANGED));
        }
        return new InputComparison(compared, new Inputs(fresh));
    }

    private static State state(Optional<Input> then, Optional<Input> now) {
        if (then.isEmpty() || now.isEmpty()) {
            return State.UNKNOWN;
        }
        return then.get().digest().equals(now.get().digest()) ? State.UNCHANGED : State.CHANGED;
    }

    /** Tells what changed first, as a reason to build anew; empty where nothing did. */
    public Optional<String> change() {
        return inputs.stream()
                .filter(input -> input.state() == State.CHANGED)
                .findFirst()
                .map(input -> input.name() + " changed");
    }

    /** Tells whether a build would be made from just the same: what was not known, and still is not, is the same. */
    public static boolean isSame(Inputs then, Inputs now, Set<InputName> all) {
        return then.known().keySet().equals(all)
                && all.stream().allMatch(name -> digest(then, name).equals(digest(now, name)));
    }

    private static String digest(Inputs inputs, InputName name) {
        return inputs.get(name).orElse(Input.NONE).digest();
    }
}
