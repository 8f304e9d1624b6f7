package ckms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sentence that a plan can show, as a user sees it: a folder for each in {@code plans}, named after it.
 *
 * <p>The host has three kernels and the sources of foo 1.0 and 2.0, bar and baz. Where there is a {@code before.yaml}, it
 * is applied first; then {@code change.sh} runs, with {@code ckms} as a function; then {@code manifest.yaml} is planned,
 * with {@code options}. What is printed has to be {@code plan.txt}, and {@code plan.json}. With {@code
 * -Dckms.golden=FOLDER} the files are written there, for somebody to read.
 */
class PlansTest extends OnAFakeRoot {
    private static final String GOLDEN = System.getProperty("ckms.golden", "");

    static Stream<Path> cases() throws IOException, URISyntaxException {
        Path plans = Path.of(
                Objects.requireNonNull(PlansTest.class.getResource("plans")).toURI());
        try (Stream<Path> all = Files.list(plans)) {
            return all.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPlanSays(Path plan) throws IOException, InterruptedException {
        if (Files.exists(plan.resolve("before.yaml"))) {
            int code = ckms(Files.readString(plan.resolve("before.yaml")), "-D", "apply", "-");
            assertTrue(code == 0 || code == 4, out());
        }
        if (Files.exists(plan.resolve("change.sh"))) {
            change(Files.readAllLines(plan.resolve("change.sh")));
        }
        var words = new ArrayList<>(List.of("plan", "-"));
        if (Files.exists(plan.resolve("options"))) {
            words.addAll(Arrays.asList(
                    Files.readString(plan.resolve("options")).strip().split(" ", -1)));
        }
        String manifest = Files.readString(plan.resolve("manifest.yaml"));
        int code = ckms(manifest, words.toArray(String[]::new));
        expect(plan, "plan.txt", err() + out() + "exit code " + code + "\n");
        words.add("--json");
        ckms(manifest, words.toArray(String[]::new));
        expect(plan, "plan.json", json(out()));
        String once = out();
        ckms(manifest, words.toArray(String[]::new));
        assertEquals(once, out(), "the same bytes each time");
    }

    /** Lines of a shell script; those that begin with {@code ckms} run it. */
    private void change(List<String> lines) throws IOException, InterruptedException {
        for (String line : lines) {
            if (line.startsWith("ckms ")) {
                assertEquals(0, ckms("", ("-D " + line.substring(5)).split(" ", -1)), out());
            } else {
                Process shell = new ProcessBuilder("/bin/sh", "-ec", line)
                        .directory(root.root.toFile())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
                assertEquals(0, shell.waitFor(), line + ": " + said);
            }
        }
    }

    /** What is another one on each host, and what was wanted, which the manifest says. */
    private String json(String text) {
        return text.replaceAll("\"running\" : \"[^\"]*\"", "\"running\" : \"RUNNING\"")
                .replaceAll("(?s)  \"desired\" : \\{.*\\n  \\},\n  \"unguarded\"", "  \"unguarded\"")
                .replaceAll(",\n  \"digest\" : \"[0-9a-f]*\"", "");
    }

    private static void expect(Path plan, String file, String text) throws IOException {
        if (!GOLDEN.isEmpty()) {
            Files.writeString(Path.of(GOLDEN, plan.getFileName().toString(), file), text);
            return;
        }
        assertEquals(Files.readString(plan.resolve(file)), text);
    }
}
