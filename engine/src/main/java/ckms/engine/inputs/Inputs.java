package ckms.engine.inputs;

import ckms.engine.host.json.Form;
import ckms.model.PackageId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The inputs that a build was made from, or that it would be made from now.
 *
 * @param known the inputs that are known, in the order in which changes are told
 */
public record Inputs(Map<InputName, Input> known) {
    /** No known input. */
    public static final Inputs NONE = new Inputs(Map.of());

    /** The JSON form of inputs in records: an object with a member for each input. */
    public static final Form FORM = Form.map(Inputs.class, Input.class, Inputs::byName, Inputs::of);

    /** Makes a copy of the inputs, put in order. */
    public Inputs {
        var ordered = new TreeMap<InputName, Input>(InputName.ORDER);
        ordered.putAll(known);
        known = Collections.unmodifiableMap(ordered);
    }

    /** Makes inputs from what records hold by name; an unknown name is passed over. */
    public static Inputs of(Map<String, Input> byName) {
        var known = new HashMap<InputName, Input>();
        byName.forEach((text, input) -> InputName.parse(text).ifPresent(name -> known.put(name, input)));
        return new Inputs(known);
    }

    /** Returns the inputs by the names that records use, in order. */
    public Map<String, Input> byName() {
        var byName = new LinkedHashMap<String, Input>();
        known.forEach((name, input) -> byName.put(name.toString(), input));
        return byName;
    }

    /** Returns the input of a name; empty if it is not known. */
    public Optional<Input> get(InputName name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Lists the packages whose symbols are among the inputs, in order. */
    public List<PackageId> dependencies() {
        return dependencies(known.keySet());
    }

    /** Lists the packages whose symbols are among the named inputs, in order. */
    static List<PackageId> dependencies(Set<InputName> names) {
        return names.stream()
                .filter(InputName.Symbols.class::isInstance)
                .map(name -> ((InputName.Symbols) name).dependency())
                .sorted()
                .toList();
    }
}
