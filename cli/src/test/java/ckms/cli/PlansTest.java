package ckms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.console.Console;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.process.HostProcesses;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
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
class PlansTest {
    private static final List<Kernel> KERNELS =
            List.of(new Kernel("6.1.0-1", "x86_64"), new Kernel("6.6.0-1", "x86_64"), new Kernel("6.12.0-1", "x86_64"));
    private static final String GOLDEN = System.getProperty("ckms.golden", "");

    @TempDir
    Path folder;

    private FakeRoot root;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

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
        setUp();
        if (Files.exists(plan.resolve("before.yaml"))) {
            int code = ckms(Files.readString(plan.resolve("before.yaml")), "-D", "apply", "-");
            assertTrue(code == 0 || code == 4, out.toString(UTF_8));
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
        expect(plan, "plan.txt", shown(out.toString(UTF_8)) + "exit code " + code + "\n");
        words.add("--json");
        ckms(manifest, words.toArray(String[]::new));
        expect(plan, "plan.json", json(out.toString(UTF_8)));
        String once = out.toString(UTF_8);
        ckms(manifest, words.toArray(String[]::new));
        assertEquals(once, out.toString(UTF_8), "the same bytes each time");
    }

    private void setUp() throws IOException {
        root = new FakeRoot(folder);
        for (Kernel kernel : KERNELS) {
            root.addKernel(kernel);
        }
        for (String pkg : List.of("foo=1.0", "foo=2.0", "bar=1", "baz=1")) {
            root.addSource(PackageId.parse(pkg).orElseThrow(), FakeRoot.COPIES, KERNELS.toArray(Kernel[]::new));
        }
    }

    /** Lines of a shell script; those that begin with {@code ckms} run it. */
    private void change(List<String> lines) throws IOException, InterruptedException {
        for (String line : lines) {
            if (line.startsWith("ckms ")) {
                assertEquals(0, ckms("", ("-D " + line.substring(5)).split(" ", -1)), out.toString(UTF_8));
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

    private int ckms(String stdin, String... words) {
        out.reset();
        var all = new ArrayList<>(List.of("--root", root.root.toString()));
        Arrays.stream(words)
                .map(word -> word.replace("ROOT", root.root.toString()))
                .forEach(all::add);
        var console = Console.of(
                new ByteArrayInputStream(
                        stdin.replace("ROOT", root.root.toString()).getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(
                        words[words.length - 1].equals("--json") ? new ByteArrayOutputStream() : out, true, UTF_8),
                Console.Colors.NONE);
        return Main.run(console, new HostProcesses(), List.of("/none"), all.toArray(String[]::new));
    }

    private String shown(String text) {
        return text.replace(root.root.toString(), "ROOT");
    }

    /** What is another one on each host, and what was wanted, which the manifest says. */
    private String json(String text) {
        return shown(text)
                .replaceAll("\"running\" : \"[^\"]*\"", "\"running\" : \"RUNNING\"")
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
