package ckms.engine.inputs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the inputs of a build after it was made.
 *
 * @param inputs each input with its state, in the order in which changes are told
 * @param refreshed what to keep of the inputs from now on: the kept ones, with new stamps for those that are unchanged
 */
public record InputComparison(List<Compared> inputs, Inputs refreshed) {
    private static final String DEPENDENCIES = "what it depends on";

    /** The comparison of no inputs. */
    public static final InputComparison NONE = new InputComparison(List.of(), Inputs.NONE);

    /** Makes a comparison with a copy of the list. */
    public InputComparison {
        inputs = List.copyOf(inputs);
    }

    /** What may have become of an input. */
    public enum State {
        UNCHANGED,
        CHANGED,
        /** Not known, since the input was not kept, or can't be read now. */
        UNKNOWN;

        /** Returns the word for the state, as it is printed. */
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
     * Compares the kept inputs of a build with those that it would have now.
     *
     * @param then what was kept
     * @param now what is known now
     * @param all the names of all inputs that the build would have now
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

    /**
     * Tells the first change, as a reason to build again.
     *
     * @return empty if nothing changed
     */
    public Optional<String> change() {
        return inputs.stream()
                .filter(input -> input.state() == State.CHANGED)
                .findFirst()
                .map(input -> input.name() + " changed");
    }

    /** Says whether a build would be made from the same inputs; an input that was and is unknown counts as the same. */
    public static boolean isSame(Inputs then, Inputs now, Set<InputName> all) {
        return then.known().keySet().equals(all)
                && all.stream().allMatch(name -> digest(then, name).equals(digest(now, name)));
    }

    private static String digest(Inputs inputs, InputName name) {
        return inputs.get(name).orElse(Input.NONE).digest();
    }
}
