package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In the place of the original: the same commands do the same, on the same files, and either can go on with them. */
class OriginalIT extends BesideTheOriginal {
    @Test
    void theSameCommandsHaveTheSameExitCodesStatusAndFiles() throws IOException, InterruptedException {
        assertEquals(String.join("\n", recorded()), String.join("\n", transcript(host::ckms)));
    }

    /** What the original leaves is what ours leaves, less what is ours alone. */
    private void asTheOriginalLeftIt() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-rf", host.state + "/.ckms", host.state + ".root");
    }

    private String status() throws IOException, InterruptedException {
        return status(host::ckms);
    }

    @Test
    void whatTheOriginalAddedBuiltAndInstalledIsShownInstalledUninstalledCleanedAndRemoved()
            throws IOException, InterruptedException {
        succeeds(host.ckms("add", source("first").toString()));
        asTheOriginalLeftIt();
        assertEquals("added", status());
        succeeds(host.ckms("-q", "-k", oldKernel, "build", "first=1.0"));
        asTheOriginalLeftIt();
        assertEquals("built", status());
        succeeds(host.ckms("-k", oldKernel, "-x", "zst", "install", "first=1.0"));
        asTheOriginalLeftIt();
        assertEquals("installed", status());
        Run uninstalled = host.ckms("-k", oldKernel, "uninstall", "first");
        succeeds(uninstalled);
        assertTrue(uninstalled.out().contains("there is no record of who installed it"), uninstalled.out());
        assertEquals(List.of(""), RealHost.listing(host.modules));
        asTheOriginalLeftIt();
        succeeds(host.ckms("-k", oldKernel, "clean", "first=1.0"));
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
        String ckms = host.launcher() + " -s . -k " + oldKernel + " ";
        inFolder(work, ckms + "add " + source);
        inFolder(work, ckms + "--sign=" + key + " build first=1.0");
        inFolder(work, ckms + "-d " + work + "/dest/usr/lib/modules -D -x zst install first=1.0");
        Path module = work.resolve("dest/usr/lib/modules/" + oldKernel + "/extra/first/acpi_call.ko.zst");
        assertEquals("kernel", host.modinfo("signer", module));
        assertFalse(Files.exists(work.resolve("dest/usr/lib/modules/" + oldKernel + "/modules.dep")));
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
                "KERNEL", oldKernel);
        for (int twice = 0; twice < 2; twice++) {
            Run run = RealHost.run(variables, "sh", script.toString());
            assertEquals(0, run.code(), run.toString());
            assertFalse(run.out().contains("FAILED"), run.toString());
            assertEquals("installed", status());
        }
        String pkg = host.state + "/first/1.0";
        RealHost.run(Map.of(), "rm", "-rf", source.toString());
        assertEquals("installed", status());
        succeeds(host.ckms("-q", "-k", oldKernel, "uninstall", pkg));
        assertEquals(List.of(""), RealHost.listing(host.modules));
        RealHost.run(Map.of(), "rm", "-rf", pkg);
        assertEquals("", status());
        succeeds(host.ckms("-k", oldKernel, "status"));
    }

    /** The hook also deletes what was built for a kernel that is gone, and the link to it. */
    @Test
    void foldersAndLinksThatTheHookDeletesAreTolerated() throws IOException, InterruptedException {
        succeeds(host.ckms("add", source("first").toString()));
        succeeds(host.ckms("-q", "-k", oldKernel, "build", "first=1.0"));
        succeeds(host.ckms("-k", oldKernel, "install", "first=1.0"));
        RealHost.run(Map.of(), "rm", "-rf", host.state + "/first/1.0/" + oldKernel);
        assertEquals("added", status());
        RealHost.run(Map.of(), "sh", "-c", "rm -f " + host.state + "/first/kernel-*");
        assertEquals("added", status());
        succeeds(host.ckms("-q", "-k", oldKernel, "build", "first=1.0"));
        succeeds(host.ckms("-k", oldKernel, "install", "first=1.0"));
        assertEquals("installed", status());
    }

    @Test
    void aPackageWhoseSourceIsGoneIsUninstalledCleanedAndRemovedByItsPath() throws IOException, InterruptedException {
        Path source = source("first");
        succeeds(host.ckms("add", source.toString()));
        succeeds(host.ckms("-q", "-k", oldKernel, "build", "first=1.0"));
        succeeds(host.ckms("-k", oldKernel, "install", "first=1.0"));
        RealHost.run(Map.of(), "rm", "-rf", source.toString());
        String path = host.state + "/first/1.0";
        succeeds(host.ckms("-k", oldKernel, "uninstall", path));
        succeeds(host.ckms("-k", oldKernel, "clean", path));
        assertEquals("", status());
        succeeds(host.ckms("-k", oldKernel, "remove", path));
        assertFalse(Files.exists(Path.of(path)));
    }
}
