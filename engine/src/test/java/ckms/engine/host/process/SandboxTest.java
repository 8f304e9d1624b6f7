package ckms.engine.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program reaches in a sandbox, by each tool that makes one; a host that has none of them runs what needs none. */
class SandboxTest {
    /** It lies in {@code /tmp}, which the program gets anew. */
    @TempDir
    Path folder;

    private final HostProcesses processes = new HostProcesses();

    /** A {@code PATH} with one tool for sandboxes, and what that tool and the tests need. */
    private String pathFor(String tool) throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        var programs = List.of(
                "bash cat date env grep id ln mkdir mount mountpoint mv pivot_root rm setpriv setsid sleep tty umount"
                        .split(" "));
        for (String program : Stream.concat(programs.stream(), Stream.of(tool)).toList()) {
            Path found = Programs.find(program, Programs.DEFAULT_PATH).orElseThrow();
            program(bin.resolve(program), "exec " + found + " \"$@\"");
        }
        assertEquals(
                Optional.empty(),
                Sandbox.find(processes, bin.toString(), List.of()).complaint());
        return bin.toString();
    }

    private static void program(Path file, String script) throws IOException {
        assertTrue(
                Files.writeString(file, "#!/bin/sh\n" + script + "\n").toFile().setExecutable(true, false));
    }

    private Printed run(String path, Confinement limits, String snippet) throws IOException, InterruptedException {
        var command = new Command(List.of("/bin/sh", "-c", snippet), folder, Map.of("PATH", path));
        return processes.print(command.within(Optional.of(limits)));
    }

    private Confinement limits(Path... writable) {
        return new Confinement(true, List.of(writable), List.of(folder), false);
    }

    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void itWritesInItsFoldersAlone(String tool) throws IOException, InterruptedException {
        String path = pathFor(tool);
        Path stage = Files.createDirectory(folder.resolve("its stage"));
        Path other = Files.writeString(folder.resolve("other"), "other's");
        Printed printed = run(
                path,
                limits(stage),
                "echo x >'" + stage + "/x' && cat other; echo x >other; echo x >new; mv other away; rm other;"
                        + " mount -o remount,rw / ; echo x >/tmp/x && cat /tmp/x; exit 7");
        assertEquals(7, printed.exit(), printed.text());
        assertTrue(printed.text().startsWith("other's"), printed.text());
        assertTrue(printed.text().endsWith("\nx\n"), printed.text());
        assertEquals("x\n", Files.readString(stage.resolve("x")));
        assertEquals("other's", Files.readString(other));
        assertFalse(Files.exists(folder.resolve("new")));
        assertFalse(Files.exists(Path.of("/tmp/x")));
    }

    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void itIsWhoItWasWithoutPrivilegesAndWithoutATerminal(String tool) throws IOException, InterruptedException {
        Printed printed = run(
                pathFor(tool),
                limits(),
                "id -u; grep -E '^(CapInh|CapPrm|CapEff|CapAmb|NoNewPrivs)' /proc/self/status; tty; : >/dev/tty");
        String own = processes
                .print(new Command(List.of("id", "-u"), folder, Map.of()))
                .said();
        assertTrue(printed.text().startsWith(own + "\n"), printed.text());
        assertFalse(printed.text().lines().anyMatch(line -> line.startsWith("Cap") && !line.matches(".*\t0+")), own);
        assertTrue(printed.text().contains("NoNewPrivs:\t1\n"), printed.text());
        assertTrue(printed.text().contains("not a tty"), printed.text());
        assertFalse(printed.isGood(), "there is no terminal to write to");
    }

    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void itSeesItsOwnProcessesAloneAndThoseEndWithIt(String tool) throws IOException, InterruptedException {
        Path stage = Files.createDirectory(folder.resolve("stage"));
        String daemon = "env -i setsid sh -c \"while :; do date +%s%N >'" + stage + "/alive'; sleep 0.01; done\"";
        Printed printed = run(
                pathFor(tool),
                limits(stage),
                "kill -0 " + ProcessHandle.current().pid() + " && echo seen; " + daemon + " >/dev/null 2>&1 &"
                        + " while [ ! -s '" + stage + "/alive' ]; do sleep 0.01; done; exit 0");
        assertTrue(printed.isGood(), printed.text());
        assertFalse(printed.text().contains("seen"), printed.text());
        Thread.sleep(500);
        String last = Files.readString(stage.resolve("alive"));
        Thread.sleep(500);
        assertEquals(last, Files.readString(stage.resolve("alive")), "the daemon runs on");
    }

    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void itReachesNoNetworkUnlessItMay(String tool) throws IOException, InterruptedException {
        String path = pathFor(tool);
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String connect = "bash -c ': </dev/tcp/127.0.0.1/" + server.getLocalPort() + "'";
            assertFalse(run(path, limits(), connect).isGood());
            var open = new Confinement(true, List.of(), List.of(folder), true);
            assertTrue(run(path, open, connect).isGood());
        }
    }

    /** Root is the owner of the files there, also without a capability; nobody else may write them anyway. */
    @Tag("root")
    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void itChangesNothingOfTheKernels(String tool) throws IOException, InterruptedException {
        List<String> files = Stream.of(
                        "/proc/sys/kernel/core_pattern",
                        "/sys/kernel/mm/transparent_hugepage/enabled",
                        "/proc/sysrq-trigger")
                .filter(file -> Files.isWritable(Path.of(file)))
                .toList();
        assertTrue(files.size() > 1, "of the kernel's, outside of a sandbox root writes " + files);
        Printed printed = run(
                pathFor(tool),
                limits(),
                "for file in " + String.join(" ", files) + "; do (: >>$file) 2>/dev/null && echo opened; done;"
                        + " echo heard >/dev/stdout; exit 0");
        assertFalse(printed.text().contains("opened"), printed.text());
        assertTrue(printed.text().endsWith("heard\n"), printed.text());
    }

    @Tag("root")
    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void whatIsMountedIsReadOnlyTooWhateverItsNameAndOptions(String tool) throws IOException, InterruptedException {
        String path = pathFor(tool);
        Path disk = Files.createDirectory(folder.resolve("a \\ DISK"));
        Path strict = Files.createDirectory(folder.resolve("strict"));
        mount("mount", "-t", "tmpfs", "none", disk.toString());
        mount("mount", "-t", "tmpfs", "-o", "strictatime", "none", strict.toString());
        try {
            run(path, limits(), ": >'a \\ DISK/x'; : >strict/x");
            assertFalse(Files.exists(disk.resolve("x")));
            assertFalse(Files.exists(strict.resolve("x")));
        } finally {
            mount("umount", disk.toString());
            mount("umount", strict.toString());
        }
    }

    private void mount(String... words) throws IOException, InterruptedException {
        Printed printed = processes.print(new Command(List.of(words), folder, Map.of("PATH", Programs.DEFAULT_PATH)));
        assertTrue(printed.isGood(), printed.text());
    }

    /** As where a user types the command: {@code script} gives it a terminal. */
    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void theTerminalOfWhoeverCallsIsOutOfReach(String tool) throws IOException, InterruptedException {
        String path = pathFor(tool);
        var command = new Command(
                List.of("/bin/sh", "-c", "echo heard; echo stolen >/dev/tty"), folder, Map.of("PATH", path));
        String words = Sandbox.find(processes, path, List.of()).confine(command, limits()).words().stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        program(folder.resolve("program"), words);
        Printed printed = processes.print(new Command(
                List.of("script", "-qec", "./program", "/dev/null"),
                folder,
                Map.of("PATH", path + ":" + Programs.DEFAULT_PATH)));
        assertTrue(printed.text().contains("heard"), printed.text());
        assertFalse(printed.text().contains("stolen"), printed.text());
    }

    @Tag("root")
    @Tag("mount")
    @ParameterizedTest
    @ValueSource(strings = {"bwrap", "unshare"})
    void itIsTriedAsTheUserWhoWillNeedIt(String tool) throws IOException, InterruptedException {
        var nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs");
        String path = pathFor(tool);
        run(path, limits(), ":");
        for (Path at = folder; !at.endsWith("tmp"); at = at.getParent()) {
            Files.setPosixFilePermissions(at, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertEquals(Optional.empty(), Sandbox.find(processes, path, nobody).complaint());
    }

    @Test
    void whereThereIsNoneItRunsWithoutUnlessOneIsRequired() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        String path = bin.toString();
        var mayGoWithout = new Confinement(false, List.of(), List.of(), false);
        assertEquals("here", run(path, mayGoWithout, "echo here").said());
        var refused = assertThrows(NoSandboxException.class, () -> run(path, limits(), "echo here"));
        assertTrue(
                refused.getMessage().contains("'bwrap' is not installed; 'unshare' is not installed"),
                refused.getMessage());
    }

    @Test
    void aToolThatDoesNotWorkIsNoneAndWhatItSaidIsTold() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        program(bin.resolve("bwrap"), "echo 'bwrap: No permissions to create new namespace' >&2; exit 1");
        String complaint =
                Sandbox.find(processes, bin.toString(), List.of()).complaint().orElseThrow();
        assertEquals(
                "'bwrap' ended with exit status 1: bwrap: No permissions to create new namespace;"
                        + " 'unshare' is not installed",
                complaint);
    }

    @Test
    void theToolsOwnFailureIsToldFromTheProgrammes() {
        assertTrue(Sandbox.failed(new Printed(1, "bwrap: Can't find source path /x: No such file or directory\n")));
        assertFalse(Sandbox.failed(new Printed(1, "no\n")));
        assertFalse(Sandbox.failed(new Printed(0, "bwrap: \n")));
    }
}
