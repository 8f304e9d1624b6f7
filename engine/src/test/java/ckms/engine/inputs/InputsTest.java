package ckms.engine.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.inputs.InputComparison.State;
import ckms.engine.inputs.InputName.Part;
import ckms.engine.store.RecordJson;
import ckms.model.PackageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a build was made from: how it is kept, and how it compares with what it would be made from now. */
class InputsTest {
    private static final InputName FOO = new InputName.Symbols(new PackageId("foo", "1.0"));
    private static final InputName BAR = new InputName.Symbols(new PackageId("bar", "2"));

    private static Inputs inputs(Map<InputName, String> digests) {
        var known = new HashMap<InputName, Input>();
        digests.forEach((name, digest) -> known.put(name, Input.of(digest)));
        return new Inputs(known);
    }

    @Test
    void eachNameIsReadAsItIsWritten() {
        var names = new ArrayList<InputName>(Arrays.asList(Part.values()));
        names.add(FOO);
        for (InputName name : names) {
            assertEquals(Optional.of(name), InputName.parse(name.toString()));
        }
        assertEquals(Optional.empty(), InputName.parse("something newer"));
        assertEquals(Optional.empty(), InputName.parse("symbols of nothing"));
    }

    @Test
    void recordsKeepThemByTheirNames() throws IOException {
        Inputs inputs = new Inputs(Map.of(FOO, Input.of("1"), Part.HEADERS, new Input("2", "3")));
        String text = RecordJson.JSON.write(inputs);
        assertEquals(
                "{\"kernel headers\":{\"digest\":\"2\",\"stamp\":\"3\"},"
                        + "\"symbols of foo=1.0\":{\"digest\":\"1\",\"stamp\":\"\"}}",
                text);
        assertEquals(inputs, RecordJson.JSON.read(text, Inputs.class));
    }

    @Test
    void theyAreInTheOrderInWhichAChangeIsTold() {
        Inputs inputs = inputs(Map.of(FOO, "", BAR, "", Part.KEY, "", Part.SOURCE, ""));
        assertEquals(
                List.of(Part.SOURCE, Part.KEY, BAR, FOO),
                List.copyOf(inputs.known().keySet()));
        assertEquals(List.of(new PackageId("bar", "2"), new PackageId("foo", "1.0")), inputs.dependencies());
    }

    private static Optional<String> change(Map<InputName, String> then, Map<InputName, String> now, InputName... all) {
        return InputComparison.of(inputs(then), inputs(now), Set.of(all)).change();
    }

    @Test
    void theFirstThatChangedIsTheReason() {
        assertEquals(
                Optional.of("source changed"),
                change(
                        Map.of(Part.SOURCE, "1", Part.RECIPE, "1"),
                        Map.of(Part.SOURCE, "2", Part.RECIPE, "2"),
                        Part.SOURCE,
                        Part.RECIPE));
        assertEquals(Optional.of("symbols of foo=1.0 changed"), change(Map.of(FOO, "1"), Map.of(FOO, "2"), FOO));
    }

    @Test
    void whatIsNotKnownIsNoChange() {
        assertEquals(Optional.empty(), change(Map.of(Part.SOURCE, "1"), Map.of(), Part.SOURCE));
        assertEquals(Optional.empty(), change(Map.of(), Map.of(Part.SOURCE, "1"), Part.SOURCE));
        assertEquals(
                State.UNKNOWN,
                InputComparison.of(Inputs.NONE, Inputs.NONE, Set.of(Part.SOURCE))
                        .inputs()
                        .get(0)
                        .state());
    }

    @Test
    void otherDependenciesAreAChange() {
        assertEquals(Optional.of("what it depends on changed"), change(Map.of(FOO, "1"), Map.of()));
        assertEquals(Optional.of("what it depends on changed"), change(Map.of(), Map.of(FOO, "1"), FOO));
    }

    @Test
    void aFailedBuildWouldFailAgainOnlyWithAllInputsTheSame() {
        Inputs then = inputs(Map.of(Part.SOURCE, "1", Part.COMPILER, ""));
        Set<InputName> all = Set.of(Part.SOURCE, Part.COMPILER);
        assertEquals(true, InputComparison.isSame(then, inputs(Map.of(Part.SOURCE, "1")), all));
        assertEquals(false, InputComparison.isSame(then, inputs(Map.of(Part.SOURCE, "2")), all));
        assertEquals(false, InputComparison.isSame(then, inputs(Map.of(Part.SOURCE, "1", Part.COMPILER, "gcc")), all));
        assertEquals(false, InputComparison.isSame(then, inputs(Map.of(Part.SOURCE, "1")), Set.of(Part.SOURCE)));
    }
}
