package ckms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code behaviours.tsv} lists what is kept of the original and what is mended; each has tests, which exist and run. */
class BehavioursTest {
    private record Row(String list, String behaviour, List<String> tests) {
        static Row of(String line) {
            List<String> columns = List.of(line.split("\t", -1));
            return new Row(
                    columns.get(0), columns.get(1), List.of(columns.get(2).split(" ", -1)));
        }
    }

    private static List<Row> rows() throws IOException {
        try (InputStream in = BehavioursTest.class.getResourceAsStream("behaviours.tsv")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        }
    }

    /** The text of each test class of all modules, by its name. */
    private static Map<String, String> tests() throws IOException {
        var tests = new HashMap<String, String>();
        for (String module : List.of("model", "engine", "cli")) {
            try (var files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }

    @Test
    void eachBehaviourHasTestsThatRun() throws IOException {
        Map<String, String> tests = tests();
        for (Row row : rows()) {
            for (String test : row.tests()) {
                int hash = test.indexOf('#');
                String text = tests.getOrDefault(test.substring(0, hash), "");
                assertTrue(isTest(text, test.substring(hash + 1)), row.behaviour() + ": there is no test " + test);
            }
        }
    }

    /** Its annotations are what stands between the blank line before it and its name. */
    private static boolean isTest(String text, String method) {
        int declared = text.indexOf(" void " + method + "(");
        String before = text.substring(0, Math.max(0, declared));
        String annotations = before.substring(Math.max(0, before.lastIndexOf("\n\n")));
        return annotations.contains("@Test") || annotations.contains("@ParameterizedTest");
    }

    @Test
    void nothingIsSkipped() throws IOException {
        Map<String, String> tests = tests();
        tests.remove("BehavioursTest");
        tests.forEach((name, text) -> {
            assertFalse(text.contains("@Disabled"), name);
            assertFalse(text.contains("Assumptions"), name);
        });
    }

    @Test
    void allListsAreThere() throws IOException {
        var counts = new HashMap<String, Integer>();
        rows().forEach(row -> counts.merge(row.list(), 1, Integer::sum));
        assertTrue(counts.get("keep") > 40 && counts.get("mend") > 23 && counts.get("todo") > 5, counts.toString());
    }
}
