package ckms.cli.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the place of the original: the same commands do the same, on the same files, and either can go on with them. */
class OriginalIT {
    private static final String HOOKS = """
            configure = echo configured
            build = ${MAKE} ${CKMS_MAKE_ARGS} -C ${CKMS_KERNEL_HDRDIR} M=$PWD modules
            """;

    private final String kernel = RealHost.oldKernel();
    private RealHost host;

    @BeforeEach
    void scratch() throws IOException, InterruptedException {
        host = new RealHost();
    }

    @AfterEach
    void remove() throws IOException {
        host.close();
    }

    private void succeeds(Run run) {
        assertEquals(0, run.code(), run.toString());
    }

    /** A source with its recipe in it, as packages of the original bring it. */
    private Path source(String name) throws IOException, InterruptedException {
        Path source = host.scratch.resolve(name);
        RealHost.run(Map.of(), "cp", "-r", RealHost.source("acpi-call-1.2.2").toString(), source.toString());
        Files.writeString(source.resolve("ckms.ini"), """
                [general]
                name = %s
                version = 1.0
                [hooks]
                %s
                [module.acpi_call]
                path = .
                dest = extra/%s
                """.formatted(name, HOOKS.strip(), name));
        return source;
    }

    /** {@code original.txt} was written by running the original; each of its lines has to be what ours leads to. */
    @Test
    void theSameCommandsHaveTheSameExitCodesStatusAndFiles() throws IOException, InterruptedException {
        source("first");
        source("second");
        var said = new ArrayList<String>();
        List<String> recorded = recorded();
        for (String line : recorded) {
            if (line.startsWith("$ ")) {
                said.add(line);
                String words = line.substring(2).replace("SCRATCH", host.scratch.toString());
                Run run = host.ckms(("-k " + kernel + " " + words).split(" ", -1));
                said.add("exit " + run.code());
                for (String command : List.of("status", "plain-status")) {
                    host.ckms("-k", kernel, command).out().lines().forEach(status -> said.add(": " + status));
                }
                tree().forEach(path -> said.add("  " + path));
            }
        }
        List<String> ours = said.stream()
                .map(line -> line.replace(host.scratch.toString(), "SCRATCH").replace(kernel, "KERNEL"))
                .toList();
        assertEquals(String.join("\n", recorded.subList(1, recorded.size())), String.join("\n", ours));
    }

    private static List<String> recorded() throws IOException {
        try (InputStream in = OriginalIT.class.getResourceAsStream("original.txt")) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** All files, links and empty folders, but what is ours alone. */
    private Set<String> tree() throws IOException {
        var paths = new TreeSet<String>();
        for (Path top : List.of(host.state, host.scratch.resolve("modules"))) {
            try (var all = Files.walk(top)) {
                for (Path path : all.toList()) {
                    String name = host.scratch.relativize(path).toString().replaceFirst("^modules", "dest");
                    if (Files.isSymbolicLink(path)) {
                        paths.add(name + " -> " + Files.readSymbolicLink(path));
                    } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                        paths.add(name);
                    } else if (isEmpty(path)) {
                        paths.add(name + "/");
                    }
                }
            }
        }
        paths.removeIf(path -> path.startsWith("state/.ckms"));
        return paths;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    /** What the original leaves is what ours leaves, less what is ours alone. */
    private void asTheOriginalLeftIt() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-rf", host.state + "/.ckms", host.state + ".root");
    }

    private String status() throws IOException, InterruptedException {
        return host.ckms("-k", kernel, "status").out().replaceFirst("(?s).*: (.*)\n", "$1");
    }

    @Test
    void whatTheOriginalAddedBuiltAndInstalledIsShownInstalledUninstalledCleanedAndRemoved()
            throws IOException, InterruptedException {
        succeeds(host.ckms("add", source("first").toString()));
        asTheOriginalLeftIt();
        assertEquals("added", status());
        succeeds(host.ckms("-q", "-k", kernel, "build", "first=1.0"));
        asTheOriginalLeftIt();
        assertEquals("built", status());
        succeeds(host.ckms("-k", kernel, "-x", "zst", "install", "first=1.0"));
        asTheOriginalLeftIt();
        assertEquals("installed", status());
        Run uninstalled = host.ckms("-k", kernel, "uninstall", "first");
        succeeds(uninstalled);
        assertTrue(uninstalled.out().contains("there is no record of who installed it"), uninstalled.out());
        assertEquals(List.of(""), RealHost.listing(host.modules));
        asTheOriginalLeftIt();
        succeeds(host.ckms("-k", kernel, "clean", "first=1.0"));
        assertEquals("added", status());
        asTheOriginalLeftIt();
        succeeds(host.ckms("remove", "first=1.0"));
        assertEquals("", status());
    }

    /** Chimera's build tool makes binary packages so, as an ordinary user, in a folder of its own. */
    @Test
    void aBinaryPackageIsMadeByAnOrdinaryUserInTheCurrentFolder() throws IOException, InterruptedException {
        Path source = source("first");
        Path work = Files.createDirectory(host.scratch.resolve("work"));
        Path key = SigningKeys.make(work.resolve("signing_key"), "kernel");
        if (host.isRoot()) {
            RealHost.run(Map.of(), "chown", "-R", RealHost.NOBODY + ":" + RealHost.NOBODY, work.toString());
        }
        String ckms = host.launcher() + " -s . -k " + kernel + " ";
        inFolder(work, ckms + "add " + source);
        inFolder(work, ckms + "--sign=" + key + " build first=1.0");
        inFolder(work, ckms + "-d " + work + "/dest/usr/lib/modules -D -x zst install first=1.0");
        Path module = work.resolve("dest/usr/lib/modules/" + kernel + "/extra/first/acpi_call.ko.zst");
        assertEquals("kernel", host.modinfo("signer", module));
        assertFalse(Files.exists(work.resolve("dest/usr/lib/modules/" + kernel + "/modules.dep")));
    }

    private void inFolder(Path folder, String line) throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        if (host.isRoot()) {
            words.addAll(List.of("setpriv", "--reuid", RealHost.NOBODY, "--regid", RealHost.NOBODY, "--clear-groups"));
        }
        words.addAll(List.of("sh", "-c", "cd " + folder + " && " + line));
        succeeds(RealHost.run(Map.of(), words.toArray(String[]::new)));
    }

    /** What Chimera's kernel hook does after an upgrade of packages, in its order. */
    @Test
    void theKernelHooksSequenceRunsUnchanged() throws IOException, InterruptedException {
        Path source = source("first");
        Path script = Files.writeString(host.scratch.resolve("hook.sh"), """
                ckms() { "$CKMS" -s "$STATE" -d "$MODULES" "$@"; }
                ckms -q add "$SOURCE" >/dev/null 2>&1 || :
                ckms -q -k "$KERNEL" plain-status | while read modn modv kernv karch status; do
                    if [ "$status" = added ]; then
                        ckms -k "$kernv" build "$modn=$modv" || echo FAILED
                        status=built
                    fi
                    if [ "$status" = built ]; then
                        ckms -k "$kernv" install "$modn=$modv" || echo FAILED
                    fi
                done
                """);
        Map<String, String> variables = Map.of(
                "CKMS", host.launcher().toString(),
                "STATE", host.state.toString(),
                "MODULES", host.modules.toString(),
                "SOURCE", source.toString(),
                "KERNEL", kernel);
        for (int twice = 0; twice < 2; twice++) {
            Run run = RealHost.run(variables, "sh", script.toString());
            assertEquals(0, run.code(), run.toString());
            assertFalse(run.out().contains("FAILED"), run.toString());
            assertEquals("installed", status());
        }
        String pkg = host.state + "/first/1.0";
        RealHost.run(Map.of(), "rm", "-rf", source.toString());
        assertEquals("installed", status());
        succeeds(host.ckms("-q", "-k", kernel, "uninstall", pkg));
        assertEquals(List.of(""), RealHost.listing(host.modules));
        RealHost.run(Map.of(), "rm", "-rf", pkg);
        assertEquals("", status());
        succeeds(host.ckms("-k", kernel, "status"));
    }

    /** The hook also deletes what was built for a kernel that is gone, and the link to it. */
    @Test
    void foldersAndLinksThatTheHookDeletesAreTolerated() throws IOException, InterruptedException {
        succeeds(host.ckms("add", source("first").toString()));
        succeeds(host.ckms("-q", "-k", kernel, "build", "first=1.0"));
        succeeds(host.ckms("-k", kernel, "install", "first=1.0"));
        RealHost.run(Map.of(), "rm", "-rf", host.state + "/first/1.0/" + kernel);
        assertEquals("added", status());
        RealHost.run(Map.of(), "sh", "-c", "rm -f " + host.state + "/first/kernel-*");
        assertEquals("added", status());
        succeeds(host.ckms("-q", "-k", kernel, "build", "first=1.0"));
        succeeds(host.ckms("-k", kernel, "install", "first=1.0"));
        assertEquals("installed", status());
    }

    @Test
    void aPackageWhoseSourceIsGoneIsUninstalledCleanedAndRemovedByItsPath() throws IOException, InterruptedException {
        Path source = source("first");
        succeeds(host.ckms("add", source.toString()));
        succeeds(host.ckms("-q", "-k", kernel, "build", "first=1.0"));
        succeeds(host.ckms("-k", kernel, "install", "first=1.0"));
        RealHost.run(Map.of(), "rm", "-rf", source.toString());
        String path = host.state + "/first/1.0";
        succeeds(host.ckms("-k", kernel, "uninstall", path));
        succeeds(host.ckms("-k", kernel, "clean", path));
        assertEquals("", status());
        succeeds(host.ckms("-k", kernel, "remove", path));
        assertFalse(Files.exists(Path.of(path)));
    }
}
