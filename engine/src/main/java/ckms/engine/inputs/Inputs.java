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
 * What a build was made from, so that it can be told later what changed since; or what it would be made from now.
 *
 * @param known what is known of it, in the order in which a change is told
 */
public record Inputs(Map<InputName, Input> known) {
    /** Nothing is known. */
    public static final Inputs NONE = new Inputs(Map.of());

    /** How records keep it: an object with a member for each input. */
    public static final Form FORM = Form.map(Inputs.class, Input.class, Inputs::byName, Inputs::of);

    public Inputs {
        var ordered = new TreeMap<InputName, Input>(InputName.ORDER);
        ordered.putAll(known);
        known = Collections.unmodifiableMap(ordered);
    }

    /** Takes inputs by the names that records call them; a name that means nothing here is passed over. */
    public static Inputs of(Map<String, Input> byName) {
        var known = new HashMap<InputName, Input>();
        byName.forEach((text, input) -> InputName.parse(text).ifPresent(name -> known.put(name, input)));
        return new Inputs(known);
    }

    /** Gives them by the names that records call them, in their order. */
    public Map<String, Input> byName() {
        var byName = new LinkedHashMap<String, Input>();
        known.forEach((name, input) -> byName.put(name.toString(), input));
        return byName;
    }

    /** Gives one of them; empty where it is not known. */
    public Optional<Input> get(InputName name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Lists the packages whose symbols are among them, in order. */
    public List<PackageId> dependencies() {
        return dependencies(known.keySet());
    }

    /** Lists the packages whose symbols are among those, in order. */
    static List<PackageId> dependencies(Set<InputName> names) {
        return names.stream()
                .filter(InputName.Symbols.class::isInstance)
                .map(name -> ((InputName.Symbols) name).dependency())
                .sorted()
                .toList();
    }
}
