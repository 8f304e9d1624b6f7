package ckms.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ckms.cli.console.Console;
import ckms.engine.host.process.HostProcesses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Command lines as a user types them, on a root of their own: what is printed where, and the exit code. */
abstract class OnACommandLine {
    @TempDir
    Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Console.Colors colors = Console.Colors.NONE;
    Console.Terminal terminal = Console.Terminal.NONE;

    @BeforeEach
    void aRootWithTwoKernelsAndASource() throws IOException {
        Files.createDirectories(root.resolve("var/lib/ckms"));
        Files.createDirectories(root.resolve("lib/modules/6.1.0-1/build"));
        Files.createDirectories(root.resolve("lib/modules/6.12.0-1"));
        Files.createFile(root.resolve("lib/modules/6.12.0-1/modules.order"));
        write("src/foo/ckms.ini", recipe("true"));
    }

    static String recipe(String buildHook) {
        return """
                [general]
                name = foo
                version = 1.0
                make = sh
                [hooks]
                build = %s
                [module.foo]
                path = .
                dest = extra
                """.formatted(buildHook);
    }

    Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    int ckms(String... words) {
        return run(List.of("--root", root.toString()), words);
    }

    /** Runs a command line on this very host, with the state directory alone of the root. */
    int ckmsOnTheHost(String... words) {
        return run(List.of("-s", root.resolve("var/lib/ckms").toString()), words);
    }

    private int run(List<String> first, String... words) {
        out.reset();
        err.reset();
        var all = new ArrayList<>(first);
        all.addAll(Arrays.asList(words));
        var console = Console.of(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                colors,
                terminal);
        return Main.run(console, new HostProcesses(), List.of("/none"), all.toArray(String[]::new));
    }

    String out() {
        return out.toString(UTF_8).replace(root.toString(), "ROOT");
    }

    String err() {
        return err.toString(UTF_8).replace(root.toString(), "ROOT");
    }

    String manifest(String kernels) throws IOException {
        return write("m.yaml", """
                        schema: 1
                        packages:
                          - name: foo
                            version: "1.0"
                            source: src/foo
                            kernels: %s
                        """.formatted(kernels)).toString();
    }
}
