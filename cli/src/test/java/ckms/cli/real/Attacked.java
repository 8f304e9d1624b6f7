package ckms.cli.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ckms.cli.real.RealHost.Run;
import ckms.engine.host.files.RegularFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A host on which a package that is good is built, while a hook of one that is bad attacks. All that is not root's runs as
 * a user that nobody else is, so that attacks meet nobody else, and several may run at once.
 */
final class Attacked implements AutoCloseable {
    /** Who runs ckms. */
    enum User {
        /** Hears nothing of a stopped builder for a minute before it ends it. */
        ROOT(120),
        /** Has hooks that end after 20 seconds. */
        OWNER(45);

        /** A run that takes longer than so many seconds does not end. */
        private final int limit;

        User(int limit) {
            this.limit = limit;
        }
    }

    private static final AtomicInteger OWNERS = new AtomicInteger(61357);
    /** How often a module is installed while it is exchanged. */
    private static final int SWAPS = 3;

    private static final String SECRET = "only root may read this";

    private final User user;
    private final int owner = OWNERS.getAndIncrement();
    private final RealHost host = new RealHost();
    private final String kernel = RealHost.oldKernel();
    private final Path sources;
    private final byte[] module;
    private final Map<String, String> network = new HashMap<>();
    private final Set<String> achieved = new TreeSet<>();
    private final StringBuilder told = new StringBuilder();
    private Optional<Process> listener = Optional.empty();

    Attacked(Arsenal arsenal, User user, boolean sandboxed) throws IOException, InterruptedException {
        this.user = user;
        module = arsenal.module;
        sources = Files.createDirectories(host.scratch.resolve("sources"));
        arsenal.source(sources.resolve("good"));
        arsenal.source(sources.resolve("bad"));
        host.configure("[ckms]\nsandbox = " + (sandboxed ? "require" : "off") + "\n");
        Path secret = Files.writeString(host.scratch.resolve("secret"), SECRET);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        run("chown", "-R", owner + ":" + owner, host.state.toString(), sources.toString());
        if (user == User.OWNER) {
            run("chown", owner + ":" + owner, host.modules.toString());
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Run run = RealHost.run(Map.of(), words);
        assertEquals(0, run.code(), run.toString());
    }

    /** Has a hook of the bad package attack, and says what it achieved. */
    Set<String> by(String hook) throws IOException, InterruptedException {
        if (hook.contains("./network")) {
            listen();
        }
        recipe("good", "");
        recipe("bad", place(hook));
        if (hook.contains("./files")) {
            ckms("apply", manifest("built", "good"));
        }
        ckms("apply", manifest("built", "good", "bad"));
        ckms("apply", manifest("installed", "good", "bad"));
        for (int i = 0; i < SWAPS && hook.contains("./swap"); i++) {
            ckms("-k", kernel, "uninstall", "bad=1");
            ckms("-k", kernel, "install", "bad=1");
            look();
        }
        look();
        if (!Arrays.equals(module, read(installed("good")))) {
            achieved.add(Files.exists(installed("good"), LinkOption.NOFOLLOW_LINKS) ? "spoilt" : "lost");
        }
        endTheLeft();
        recipe("bad", "");
        if (ckms("apply", manifest("installed", "good", "bad")) != 0
                || !Arrays.equals(module, read(installed("good")))
                || !Arrays.equals(module, read(installed("bad")))) {
            achieved.add("stuck");
        }
        return achieved;
    }

    /** What ckms and the attack said. */
    String told() {
        return told.toString();
    }

    private void recipe(String name, String hook) throws IOException {
        String build = name.equals("good") ? "sleep 3; cp ready.ko acpi_call.ko" : "cp ready.ko acpi_call.ko";
        Files.writeString(host.scratch.resolve(name + ".ini"), """
                [general]
                name = %s
                version = 1
                strip = no
                [hooks]
                build = %s
                %s
                [module.acpi_call]
                path = .
                dest = %s
                """.formatted(name, build, hook, name));
    }

    private String place(String hook) {
        String text = hook;
        for (Map.Entry<String, String> word : network.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        text = text.replace("SECRET", host.scratch.resolve("secret").toString())
                .replace("SOURCES", sources.toString())
                .replace("MODULES", host.modules.toString())
                .replace("PROGRAM", host.scratch.resolve("ckms/lib").toString())
                .replace("STAGED", "../" + kernel + "/x86_64");
        Matcher built = Pattern.compile("BUILT/(\\w+)").matcher(text);
        return built.replaceAll(host.state + "/$1/1/" + kernel + "/x86_64").replace("STATE", host.state.toString());
    }

    private String manifest(String state, String... packages) throws IOException {
        var text = new StringBuilder("schema: 1\nname: test\npackages:\n");
        for (String name : packages) {
            text.append("  - {name: %s, version: '1', source: %s, recipe: %s.ini, kernels: %s, state: %s}\n"
                    .formatted(name, sources.resolve(name), name, kernel, state));
        }
        return Files.writeString(host.scratch.resolve("manifest.yaml"), text).toString();
    }

    private int ckms(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<String>();
        if (user == User.OWNER) {
            all.addAll(List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups"));
        }
        all.addAll(host.command("-q", "-j2", "--no-cache", "--hook-timeout", "20"));
        all.addAll(List.of(words));
        Process run = host.start(all);
        if (!run.waitFor(user.limit, TimeUnit.SECONDS)) {
            achieved.add("wedged");
            run.destroyForcibly().waitFor();
            endTheLeft();
        } else if (run.exitValue() > 128) {
            achieved.add("cut");
        }
        String said = Files.readString(host.scratch.resolve("started.out"), ISO_8859_1);
        told.append(String.join(" ", words))
                .append(": ")
                .append(run.exitValue())
                .append('\n')
                .append(said);
        assertFalse(said.contains("fault in ckms"), said);
        return run.exitValue();
    }

    /** What the attack says that it achieved, and what can be seen of it. */
    private void look() throws IOException, InterruptedException {
        // What was killed takes a moment to go.
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (!ofTheOwner().isEmpty() && System.nanoTime() < patience) {
            Thread.sleep(20);
        }
        if (!ofTheOwner().isEmpty()) {
            achieved.add("left");
        }
        Path bad = installed("bad");
        if (Files.exists(bad, LinkOption.NOFOLLOW_LINKS) && !Arrays.equals(module, read(bad))) {
            achieved.add("evil");
        }
        for (Path folder : List.of(host.state, host.modules)) {
            for (Path file : files(folder)) {
                String text = new String(read(file), ISO_8859_1);
                if (text.contains(SECRET)) {
                    achieved.add("secret");
                }
                if (file.toString().endsWith(".log")) {
                    told.append(text);
                    Pattern.compile("(?m)^achieved: (\\S+)")
                            .matcher(text)
                            .results()
                            .forEach(found -> achieved.add(found.group(1)));
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }

    /** The bytes of a regular file that is no larger than any of ours; none of anything else. The attack may still go on. */
    private static byte[] read(Path file) {
        try {
            return RegularFile.read(file, 1 << 24, InputStream::readAllBytes);
        } catch (IOException notOurs) {
            return new byte[0];
        }
    }

    private Path installed(String name) {
        return host.modules.resolve(kernel + "/" + name + "/acpi_call.ko");
    }

    private List<ProcessHandle> ofTheOwner() throws IOException {
        var found = new ArrayList<ProcessHandle>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            Path folder = Path.of("/proc", Long.toString(process.pid()));
            try {
                String stat = Files.readString(folder.resolve("stat"), ISO_8859_1);
                if (Files.getAttribute(folder, "unix:uid").equals(owner) && !stat.contains(") Z ")) {
                    found.add(process);
                }
            } catch (IOException gone) {
                // It has ended meanwhile.
            }
        }
        return found;
    }

    private void endTheLeft() throws IOException {
        for (List<ProcessHandle> left = ofTheOwner(); !left.isEmpty(); left = ofTheOwner()) {
            left.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private void listen() throws IOException {
        Path socket = host.scratch.resolve("socket");
        String name = host.scratch.getFileName().toString();
        Process process =
                new ProcessBuilder(sources.resolve("bad/listener").toString(), name, socket.toString()).start();
        listener = Optional.of(process);
        String port = new BufferedReader(process.inputReader()).readLine();
        network.putAll(Map.of("PORT", port, "NAME", name, "SOCKET", socket.toString()));
    }

    @Override
    public void close() throws IOException {
        endTheLeft();
        listener.ifPresent(Process::destroy);
        host.close();
    }
}
