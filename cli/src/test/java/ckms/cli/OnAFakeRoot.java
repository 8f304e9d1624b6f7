package ckms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ckms.cli.console.Console;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.process.HostProcesses;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Command lines on a host with three kernels and the sources of foo 1.0 and 2.0, bar and baz, whose builds work. {@code
 * ROOT} stands for its root in what is typed and in what is printed.
 */
abstract class OnAFakeRoot {
    static final List<Kernel> KERNELS =
            List.of(new Kernel("6.1.0-1", "x86_64"), new Kernel("6.6.0-1", "x86_64"), new Kernel("6.12.0-1", "x86_64"));

    @TempDir
    Path folder;

    FakeRoot root;
    Console.Terminal terminal = Console.Terminal.NONE;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void threeKernelsAndFourSources() throws IOException {
        root = new FakeRoot(folder);
        for (Kernel kernel : KERNELS) {
            root.addKernel(kernel);
        }
        for (String pkg : List.of("foo=1.0", "foo=2.0", "bar=1", "baz=1")) {
            root.addSource(PackageId.parse(pkg).orElseThrow(), FakeRoot.COPIES, KERNELS.toArray(Kernel[]::new));
        }
    }

    /** Runs a command line, without depmod where that is not what it is about. */
    int ckms(String stdin, String... words) {
        out.reset();
        err.reset();
        var all = new ArrayList<>(List.of("--root", root.root.toString()));
        Arrays.stream(words).map(this::real).forEach(all::add);
        var console = Console.of(
                new ByteArrayInputStream(real(stdin).getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Console.Colors.NONE,
                terminal);
        return Main.run(console, new HostProcesses(), worker(), all.toArray(String[]::new));
    }

    /** The command that starts a worker; there is none where the state directory is the user's own. */
    List<String> worker() {
        return List.of("/none");
    }

    private String real(String text) {
        return text.replace("ROOT", root.root.toString());
    }

    String shown(String text) {
        return text.replace(root.root.toString(), "ROOT");
    }

    String printedOut() {
        return out.toString(UTF_8);
    }

    String printedErr() {
        return err.toString(UTF_8);
    }

    String out() {
        return shown(out.toString(UTF_8));
    }

    String err() {
        return shown(err.toString(UTF_8));
    }

    Path write(String file, String text) throws IOException {
        Path path = root.root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, real(text));
    }

    /** A manifest with packages such as {@code foo=1.0}, each on the kernels that a text says. */
    static String manifest(String kernels, String... packages) {
        var text = new StringBuilder("schema: 1\nname: ws\npackages:\n");
        for (String pkg : packages) {
            String[] parts = pkg.split("=", 2);
            text.append("  - name: %s\n    version: \"%s\"\n    source: ROOT/usr/src/%s-%s\n    kernels: %s\n"
                    .formatted(parts[0], parts[1], parts[0], parts[1], kernels));
        }
        return text.toString();
    }
}
