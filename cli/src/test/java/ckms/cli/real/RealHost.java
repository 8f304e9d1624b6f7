package ckms.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import ckms.engine.host.files.SourceCopy;
import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The distribution, run as a process on this machine's real kernels and on sources that none of us wrote, in a scratch
 * folder of its own. {@code bin/test} brings what it needs and says where that is.
 */
final class RealHost implements AutoCloseable {
    static final String NOBODY = "65534";

    private static final Path DISTRIBUTION = Path.of("target", "ckms");

    final Path scratch;
    final Path state;
    final Path modules;
    private final Path program;
    private final boolean root;
    private final List<Process> started = new ArrayList<>();
    private Optional<Path> config = Optional.empty();

    /** What a process came to. */
    record Run(int code, String out, String err) {}

    /** A scratch folder, with a state directory of nobody's where root runs the tests, otherwise of the user's. */
    RealHost() throws IOException, InterruptedException {
        root = run(Map.of(), "id", "-u").out().strip().equals("0");
        scratch = Files.createTempDirectory(Path.of("/var/tmp"), "ckms-it-").toRealPath();
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        program = scratch.resolve("ckms");
        copy(DISTRIBUTION, program);
        state = Files.createDirectory(scratch.resolve("state"));
        modules = Files.createDirectory(scratch.resolve("modules"));
        if (root) {
            run(Map.of(), "chown", NOBODY + ":" + NOBODY, state.toString());
        }
    }

    static String oldKernel() {
        return setting("CKMS_TEST_KERNEL_6_1");
    }

    static String newKernel() {
        return setting("CKMS_TEST_KERNEL_6_12");
    }

    /** Another flavour of the newer kernel. */
    static String recentKernel() {
        return setting("CKMS_TEST_KERNEL_6_12_FULL");
    }

    /** The source tree of a Debian package, such as {@code acpi-call-1.2.2}. */
    static Path source(String name) {
        Path source = Path.of(setting("CKMS_TEST_SOURCES"), "usr", "src", name);
        if (!Files.isDirectory(source)) {
            throw new IllegalStateException("there is no " + source + "; run these tests with bin/test");
        }
        return source;
    }

    /** The headers of a kernel on another root, without one entry of the real ones. */
    static Path headersWithout(String leftOut, String release, Path root) throws IOException {
        Path headers = root.resolve("lib/modules/" + release + "/build");
        SourceCopy.copy(Path.of("/lib/modules/" + release + "/build"), headers);
        Tree.remove(headers.resolve(leftOut));
        return headers;
    }

    /** A kernel on another root, with the headers of a real one in that root's {@code /usr/src}. */
    static void addKernel(String release, String real, Path root) throws IOException {
        Path headers = Path.of("/usr/src", "linux-headers-" + real);
        Path within = root.resolve("usr/src/" + headers.getFileName());
        if (!Files.exists(within)) {
            SourceCopy.copy(Path.of("/lib/modules/" + real + "/build"), within);
        }
        Path folder = Files.createDirectories(root.resolve("lib/modules/" + release));
        Files.createSymbolicLink(folder.resolve("build"), headers);
    }

    /** The kernel itself: of the installed package, or unpacked beside the sources. */
    static Path image(String release) {
        Path installed = Path.of("/boot/vmlinuz-" + release);
        return Files.exists(installed) ? installed : Path.of(setting("CKMS_TEST_SOURCES"), "boot/vmlinuz-" + release);
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set; run these tests with bin/test");
        }
        return value;
    }

    boolean isRoot() {
        return root;
    }

    /** From now on all runs on the scratch folder are configured by this text. */
    void configure(String text) throws IOException {
        config = Optional.of(Files.writeString(scratch.resolve("config.ini"), text));
    }

    /** From now on what hooks are not to do is not kept from them by a sandbox. */
    void withoutSandbox() throws IOException {
        configure("[ckms]\nsandbox = off\n");
    }

    /** The program as it is built. */
    Path launcher() {
        return program.resolve("bin/ckms");
    }

    /** The words that run ckms on the scratch folder. */
    List<String> command(String... words) {
        var all = new ArrayList<>(List.of(launcher().toString(), "-s", state.toString(), "-d", modules.toString()));
        config.ifPresent(file -> all.addAll(List.of("-C", file.toString())));
        all.addAll(Arrays.asList(words));
        return all;
    }

    /** Runs ckms on the scratch folder. */
    Run ckms(String... words) throws IOException, InterruptedException {
        return run(Map.of(), command(words).toArray(String[]::new));
    }

    /** Runs ckms on another root. */
    Run ckmsOnRoot(Path otherRoot, String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(launcher().toString(), "--root", otherRoot.toString()));
        all.addAll(Arrays.asList(words));
        return run(Map.of(), all.toArray(String[]::new));
    }

    /** Runs a program to its end; the variables are added to the environment. */
    static Run run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        Path out = Files.createTempFile("ckms-it-", ".out");
        Path err = Files.createTempFile("ckms-it-", ".err");
        try {
            var builder = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(variables);
            Process process = builder.start();
            if (!process.waitFor(30, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("hangs: " + String.join(" ", words));
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts a program and goes on. */
    Process start(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("started.out").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Writes a recipe into the scratch folder. */
    Path recipe(String name, String version, String hooks, String... modules) throws IOException {
        var text = new StringBuilder("[general]\nname = " + name + "\nversion = " + version + "\n[hooks]\n" + hooks);
        for (String module : modules) {
            text.append("\n[module.").append(module).append("]\npath = .\ndest = extra\n");
        }
        return Files.writeString(scratch.resolve(name + ".ini"), text, UTF_8);
    }

    /** A recipe's hooks for a source that is a plain Kbuild tree. */
    static String kbuild(String... more) {
        return "build = ${MAKE} ${CKMS_MAKE_ARGS} -j${CKMS_JOBS} -C ${CKMS_KERNEL_HDRDIR} M=$PWD "
                + String.join(" ", more) + " modules\n";
    }

    /** acpi-call, one module that compiles on every kernel in a second or two, added to the state directory. */
    void addAcpiCall(String hooks) throws IOException, InterruptedException {
        Path recipe = recipe("acpi-call", "1.2.2", hooks, "acpi_call");
        Run added =
                ckms("-c", recipe.toString(), "add", source("acpi-call-1.2.2").toString());
        if (added.code() != 0) {
            throw new IllegalStateException(added.toString());
        }
    }

    String modinfo(String field, Path module) throws IOException, InterruptedException {
        return run(Map.of(), "modinfo", "-F", field, module.toString()).out().strip();
    }

    /** Every path below the state directory but for {@code .ckms}, and what each link says. */
    List<String> stateListing() throws IOException {
        return listing(state).stream().filter(path -> !path.startsWith(".ckms")).toList();
    }

    static List<String> listing(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            var paths = new ArrayList<String>();
            for (Path path : all.sorted().toList()) {
                paths.add(folder.relativize(path)
                        + (Files.isSymbolicLink(path) ? " -> " + Files.readSymbolicLink(path) : ""));
            }
            return paths;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : started) {
            process.destroyForcibly().onExit().join();
        }
        try (var all = Files.walk(scratch)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(path);
                }
            }
        }
    }
}
