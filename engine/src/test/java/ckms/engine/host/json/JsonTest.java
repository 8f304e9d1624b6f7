package ckms.engine.host.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a value gives one that is whole, or says in a sentence what is wrong with the text. */
class JsonTest {
    private static final Json JSON =
            Json.forOurselves(List.of(Form.map(Members.class, Member.class, Members::all, Members::new)), Choice.class);

    record Member(String name, int size) {}

    record Members(Map<String, Member> all) {}

    record Whole(String text, List<String> list, Map<String, String> map, Members members, Optional<String> maybe) {
        Whole {
            list = List.copyOf(list);
            map = Map.copyOf(map);
        }
    }

    sealed interface Choice {
        record One(List<Member> members) implements Choice {}
    }

    private static final String GOOD = """
            {"text": "a", "list": ["b"], "map": {"c": "d"}, "members": {"e": {"name": "f", "size": 1}}, "maybe": null}
            """;

    @Test
    void aWholeValueIsRead() throws IOException {
        Whole read = JSON.read(GOOD, Whole.class);
        assertEquals(JSON.read(JSON.write(read), Whole.class), read);
        assertEquals(Optional.empty(), read.maybe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "{", "[]", "7", "{} {}", "{\"text\": \"a\"}", "\u0000"})
    void whatIsNoSuchValueIsASentence(String text) {
        assertIsSentence(text, Whole.class);
    }

    @Test
    void aNullAnywhereIsASentence() {
        for (String part : List.of(
                "\"a\"",
                "\"b\"",
                "[\"b\"]",
                "\"d\"",
                "{\"c\": \"d\"}",
                "\"f\"",
                "1}",
                "{\"name\": \"f\", \"size\": 1}")) {
            String nothing = part.equals("1}") ? "null}" : "null";
            assertIsSentence(GOOD.replace(part, nothing), Whole.class);
        }
        assertIsSentence("{\"type\": \"One\", \"members\": [null]}", Choice.class);
        assertIsSentence("{\"type\": null, \"members\": []}", Choice.class);
        assertIsSentence("{\"type\": \"Two\", \"members\": []}", Choice.class);
    }

    @Test
    void whatFollowsAValueIsASentence() {
        assertIsSentence(GOOD + "null", Whole.class);
        assertIsSentence(GOOD + "x", Whole.class);
    }

    @Test
    void whatIsMuchTooBigOrDeepIsASentence() {
        assertIsSentence(GOOD.replace("1}", "9".repeat(5_000) + "}"), Whole.class);
        assertIsSentence(GOOD.replace("1}", "1e999999999}"), Whole.class);
        assertIsSentence(GOOD.replace("[\"b\"]", "[".repeat(100_000)), Whole.class);
    }

    private static void assertIsSentence(String text, Class<?> type) {
        var refused = assertThrows(IOException.class, () -> JSON.read(text, type), text);
        assertFalse(String.valueOf(refused.getMessage()).isBlank(), text);
        assertFalse(
                refused.getMessage().contains("null (") || refused.getMessage().equals("null"), refused.getMessage());
    }
}
