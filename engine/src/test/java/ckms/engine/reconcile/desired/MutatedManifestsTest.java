package ckms.engine.reconcile.desired;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.reconcile.plan.Planner;
import ckms.engine.reconcile.plan.Situation;
import ckms.model.Diagnostics;
import ckms.model.Machine;
import ckms.model.manifest.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a manifest, there is a diagnostic or a plan: never an exception, and never an end without either. */
class MutatedManifestsTest {
    private static final int ROUNDS = 10_000;
    private static final long SEED = Long.getLong("ckms.seed", new Random().nextLong());
    private static final String GOOD = """
            schema: 1
            name: workstation
            prune: owned
            defaults: {kernels: installed, state: built}
            packages:
              - name: foo
                version: "1.0"
                source: usr/src/foo-1.0
                kernels: {include: [running, "latest:2", ">=6.1, <7"], exclude: "*-rt"}
                depends_on: [bar]
                overrides:
                  - {kernels: 6.1.0-1, state: disabled}
              - name: bar
                version: 1
                source: usr/src/bar-1
                protect: true
                on_missing_headers: skip
            """;
    private static final List<String> WORDS = List.of(
            ": ",
            "- ",
            "\n",
            "\t",
            "{",
            "}",
            "[",
            "]",
            "&a ",
            "*a",
            "!!x ",
            "<<: ",
            "\"",
            "'",
            "|",
            ">",
            "#",
            "---\n",
            "...\n",
            "%",
            "@",
            "`",
            "\0",
            "\uFEFF",
            "\u00e9",
            "~",
            "=",
            "1e999",
            "installed",
            "schema: 1\n",
            "name: foo\n",
            "\r",
            "? ",
            "latest:99999999999",
            ">=99999999999.1",
            "6.[",
            "../../x",
            "-");

    @TempDir
    Path folder;

    private FakeRoot root;

    @BeforeEach
    void aRoot() throws IOException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
        root.addKernel(FakeRoot.OTHER_KERNEL);
        root.addSource(FakeRoot.FOO, "true");
    }

    /** Reads and plans; tells whether there was anything wrong. */
    private boolean isRefused(InputStream manifest) throws IOException {
        var problems = new Diagnostics();
        List<Manifest> manifests = new ManifestFiles(manifest, problems).read(List.of(ManifestFiles.STDIN));
        var observed = root.reconciler().observe();
        Desired desired = new DesiredReader(
                        root.host, root.settings(), Machine.running(FakeRoot.KERNEL), observed.trees(), problems)
                .read(manifests, Scope.ALL);
        if (problems.hasErrors()) {
            return true;
        }
        assertFalse(manifests.isEmpty(), "neither a manifest nor a diagnostic");
        Planner.plan(desired, new Situation(observed, Map.of(), Map.of(), Set.of(), Set.of()));
        return false;
    }

    private static byte[] mutated(Random random) {
        String text = GOOD;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            text = switch (random.nextInt(5)) {
                case 0 -> text.substring(0, at) + WORDS.get(random.nextInt(WORDS.size())) + text.substring(at);
                case 1 -> text.substring(0, at) + text.substring(end);
                case 2 -> text.substring(0, end) + text.substring(at);
                case 3 -> text.substring(0, at) + (char) random.nextInt(0x250) + text.substring(end);
                default -> text.substring(0, at);
            };
            text = text.isEmpty() ? " " : text;
        }
        byte[] bytes = text.getBytes(charset(random));
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static Charset charset(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> StandardCharsets.UTF_16;
            case 1 -> StandardCharsets.ISO_8859_1;
            default -> StandardCharsets.UTF_8;
        };
    }

    @Test
    void tenThousandMutatedManifests() throws IOException {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(new Random(SEED + round));
            try {
                refused += isRefused(new ByteArrayInputStream(bytes)) ? 1 : 0;
            } catch (RuntimeException | IOException | StackOverflowError | AssertionError e) {
                throw new AssertionError(
                        "with -Dckms.seed=" + (SEED + round) + ": " + e + "\n"
                                + new String(bytes, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
        assertTrue(refused > ROUNDS / 3 && refused < ROUNDS, refused + " refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "a:\n  "})
    void deepNestingIsRefused(String opening) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertTrue(isRefused(new ByteArrayInputStream(
                        ("schema: 1\npackages: " + opening.repeat(200_000)).getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void aScalarOfFiftyMegabytesIsRefusedBeforeItIsReadWhole() throws IOException {
        var endless = new InputStream() {
            private int read;

            @Override
            public int read() {
                return read++ < 50 << 20 ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int now = Math.min(length, (50 << 20) - read);
                Arrays.fill(bytes, offset, offset + Math.max(now, 0), (byte) 'x');
                read += now;
                return now > 0 || length == 0 ? now : -1;
            }
        };
        assertTrue(isRefused(endless));
        assertTrue(endless.read < 4 << 20, endless.read + " bytes were read");
    }

    @Test
    void aNullByteForAWholeFileIsRefused() throws IOException {
        byte[] nothing = new byte[1000];
        Arrays.fill(nothing, (byte) 0);
        assertTrue(isRefused(new ByteArrayInputStream(nothing)));
    }
}
