package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What only happens on the host's own {@code /lib/modules}: depmod, its hook, the initramfs hook. A mount namespace of its
 * own gives each command a {@code /lib/modules} that is the test's.
 */
@Tag("root")
@Tag("mount")
class HostIT extends OnRealHost {
    private static final String PKG = "acpi-call=1.2.2";

    private Path hooks;
    private Path config;

    @BeforeEach
    void aHostOfItsOwn() throws IOException, InterruptedException {
        Path build = Files.createDirectory(host.modules.resolve(oldKernel)).resolve("build");
        Files.createSymbolicLink(
                build, Path.of("/lib/modules", oldKernel, "build").toRealPath());
        Files.createFile(host.modules.resolve(oldKernel + "/modules.order"));
        Files.createFile(host.modules.resolve(oldKernel + "/modules.builtin"));
        hooks = Files.createDirectory(host.scratch.resolve("hooks"));
        config = host.scratch.resolve("config.ini");
        Files.writeString(config, "[ckms]\n");
    }

    /** Runs a line of shell, whose mounts are its own. */
    private static Run inNamespace(String line) throws IOException, InterruptedException {
        return RealHost.run(Map.of("CALLERS", "own"), "unshare", "-m", "sh", "-c", line);
    }

    private Run ckms(String line) throws IOException, InterruptedException {
        return inNamespace("mount --bind " + host.modules + " /lib/modules && exec " + host.launcher() + " -C " + config
                + " -s " + host.state + " -k " + oldKernel + " " + line);
    }

    @Test
    void whatCanNotBePrintedIsAnErrorButWhoHasReadEnoughIsNone() throws IOException, InterruptedException {
        Run full =
                RealHost.run(Map.of(), "sh", "-c", host.launcher() + " -s " + host.state + " status --json >/dev/full");
        assertEquals(1, full.code());
        assertTrue(full.err().startsWith("ckms: error: standard output: No space left on device;"), full.err());
        Run head = RealHost.run(Map.of(), "bash", "-c", "set -o pipefail; " + host.launcher() + " --help | head -n 1");
        assertEquals("", head.err());
        assertEquals(0, head.code());
    }

    private String hook(String name, String script) throws IOException {
        Path hook = Files.writeString(hooks.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertTrue(hook.toFile().setExecutable(true));
        return hook.toString();
    }

    private String said(String name) throws IOException {
        return Files.readString(hooks.resolve(name + ".said"));
    }

    private String says(String name) {
        return "echo \"$1 $# $CALLERS in $PWD as $(id -u)\" >>" + hooks + "/" + name + ".said";
    }

    /** What a hook says that gets the release alone, the caller's environment, and the destination to work in. */
    private String ranOnce() throws IOException {
        return oldKernel + " 1 own in " + Path.of("/lib/modules").toRealPath() + " as 0\n";
    }

    private void addAndBuild(String general) throws IOException, InterruptedException {
        Path recipe = Files.writeString(
                host.scratch.resolve("acpi.ini"),
                "[general]\nname=acpi-call\nversion=1.2.2\n" + general + "\n[module.acpi_call]\npath=.\ndest=extra\n");
        succeeds(host.ckms(
                "-c",
                recipe.toString(),
                "add",
                RealHost.source("acpi-call-1.2.2").toString()));
        succeeds(ckms("-q build " + PKG));
    }

    private String dependencies() throws IOException {
        return Files.readString(host.modules.resolve(oldKernel + "/modules.dep"));
    }

    @Test
    void depmodRunsAfterInstallAndUninstall() throws IOException, InterruptedException {
        addAndBuild("");
        succeeds(ckms("install " + PKG));
        assertTrue(dependencies().contains("extra/acpi_call.ko"), dependencies());
        succeeds(ckms("uninstall acpi-call"));
        assertFalse(dependencies().contains("acpi_call"), dependencies());
    }

    @Test
    void withMinusDOrAnotherDestinationItDoesNot() throws IOException, InterruptedException {
        addAndBuild("initramfs = yes");
        Files.writeString(config, "[ckms]\ninitramfs_hook = " + hook("initramfs", says("initramfs")) + "\n");
        succeeds(ckms("-D install " + PKG));
        assertFalse(Files.exists(host.modules.resolve(oldKernel + "/modules.dep")));
        succeeds(ckms("-D uninstall " + PKG));
        succeeds(ckms("-d " + host.scratch + "/elsewhere install " + PKG));
        assertFalse(Files.exists(host.modules.resolve(oldKernel + "/modules.dep")));
        assertFalse(Files.exists(hooks.resolve("initramfs.said")));
    }

    @Test
    void theDepmodHookStandsInForDepmodWithTheCallersEnvironment() throws IOException, InterruptedException {
        addAndBuild("");
        Files.writeString(config, "[ckms]\ndepmod_hook = " + hook("depmod", says("depmod")) + "\n");
        succeeds(ckms("install " + PKG));
        assertEquals(ranOnce(), said("depmod"));
        assertFalse(Files.exists(host.modules.resolve(oldKernel + "/modules.dep")));
    }

    @Test
    void theInitramfsHookRunsWhereTheRecipeAsksForIt() throws IOException, InterruptedException {
        Files.writeString(config, "[ckms]\ninitramfs_hook = " + hook("initramfs", says("initramfs")) + "\n");
        addAndBuild("initramfs = sh: test -e acpi_call.ko");
        succeeds(ckms("install " + PKG));
        succeeds(ckms("install " + PKG));
        succeeds(ckms("uninstall " + PKG));
        succeeds(ckms("uninstall " + PKG));
        assertEquals(ranOnce().repeat(2), said("initramfs"));
    }

    @Test
    void aFailedInitramfsIsAWarningAndMadeUpForLater() throws IOException, InterruptedException {
        Files.writeString(config, "[ckms]\ninitramfs_hook = " + hook("initramfs", "echo no space; exit 3") + "\n");
        addAndBuild("initramfs = yes");
        Run run = ckms("install " + PKG);
        assertEquals(0, run.code(), run.toString());
        assertTrue(run.err().startsWith("ckms: warning: refresh-initramfs " + oldKernel), run.err());
        assertTrue(run.err().contains("no space"), run.err());
        hook("initramfs", says("initramfs"));
        succeeds(ckms("install " + PKG));
        assertTrue(said("initramfs").startsWith(oldKernel + " 1 "));
    }

    @Test
    void aFailedDepmodIsAnErrorTheModulesAreOnRecordAndTheNextInstallMakesUpForIt()
            throws IOException, InterruptedException {
        Files.writeString(config, "[ckms]\ndepmod_hook = " + hook("depmod", "echo oh; exit 3") + "\n");
        addAndBuild("");
        Run run = ckms("install " + PKG);
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("ended with exit status 3: oh"), run.err());
        assertTrue(ckms("plain-status").out().endsWith(" installed\n"));
        hook("depmod", says("depmod"));
        succeeds(ckms("install " + PKG));
        assertEquals(ranOnce(), said("depmod"));
    }

    /** Chimera's hooks put work off by the caller's environment; ckms has to be content with that. */
    @Test
    void aHookThatPutsItsWorkOffIsContentWithThat() throws IOException, InterruptedException {
        String defer = "[ -n \"$CALLERS\" ] && rm -f /lib/modules/$1/modules.dep && exit 0; exec depmod -a $1";
        Files.writeString(config, "[ckms]\ndepmod_hook = " + hook("depmod", defer) + "\n");
        addAndBuild("");
        succeeds(ckms("install " + PKG));
        assertFalse(Files.exists(host.modules.resolve(oldKernel + "/modules.dep")));
    }

    @Test
    void aDisabledPackageIsShownBlockedAndCanBeTakenAway() throws IOException, InterruptedException {
        addAndBuild("");
        succeeds(ckms("install " + PKG));
        Path marker = host.modules.resolve(oldKernel + "/ckms-disable/acpi-call/1.2.2");
        Files.createDirectories(marker.getParent());
        Files.createFile(marker);
        assertTrue(ckms("plain-status").out().endsWith(" installed\n"));
        succeeds(ckms("uninstall " + PKG));
        assertTrue(ckms("plain-status").out().endsWith(" built+disabled\n"));
        assertEquals(1, ckms("install " + PKG).code());
        succeeds(ckms("clean " + PKG));
        assertTrue(ckms("plain-status").out().endsWith(" disabled\n"));
        Run refused = ckms("build " + PKG);
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("is disabled by the host"), refused.err());
        succeeds(ckms("remove " + PKG));
    }

    @Test
    void aFullStateDirectoryIsASentenceAndNothingIsRegistered() throws IOException, InterruptedException {
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        Path source = RealHost.source("acpi-call-1.2.2");
        String line = "mount -t tmpfs -o size=200k,uid=65534,gid=65534,mode=755 none " + host.state + "; ";
        String ckms = host.launcher() + " -s " + host.state + " -d " + host.modules + " -k " + oldKernel + " ";
        Run run = inNamespace(line + ckms + "-c " + recipe + " add " + source + "; " + ckms + "-q build " + PKG
                + "; echo code $?; " + ckms + "plain-status");
        assertTrue(run.out().contains("code 1\n"), run.toString());
        assertTrue(run.out().endsWith(" added\n"), run.toString());
        assertTrue(run.err().contains("No space left on device"), run.toString());
        assertEquals(
                List.of(),
                run.err().lines().filter(l -> l.contains("Exception")).toList(),
                run.err());
    }

    @Test
    void aFullDestinationIsASentenceAndNothingIsInstalled() throws IOException, InterruptedException {
        addAndBuild("");
        Path full = Files.createDirectory(host.scratch.resolve("full"));
        Run run = inNamespace(
                "mount -t tmpfs -o size=8k none " + full + "; " + host.launcher() + " -s " + host.state + " -d " + full
                        + " -k " + oldKernel + " install " + PKG + "; echo code $?; find " + full + " -name '*.ko*'; "
                        + host.launcher() + " -s " + host.state + " -k " + oldKernel + " plain-status");
        assertTrue(run.out().contains("code 1\n"), run.toString());
        assertTrue(run.out().endsWith(" built\n"), run.toString());
        assertFalse(run.out().contains(full + "/" + oldKernel + "/extra/"), run.toString());
        assertTrue(run.err().contains("No space left on device"), run.toString());
    }

    @Test
    void withoutAShellTheSentenceSaysSo() throws IOException, InterruptedException {
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        assertEquals(
                0,
                host.ckms(
                                "-c",
                                recipe.toString(),
                                "add",
                                RealHost.source("acpi-call-1.2.2").toString())
                        .code());
        Run run = inNamespace("mount --bind /dev/null $(readlink -f /bin/sh) && exec java -cp '"
                + host.launcher().getParent().resolveSibling("lib") + "/*" + "' ckms.cli.Main -q -s "
                + host.state + " -k "
                + oldKernel + " build " + PKG);
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("'/bin/sh' is not installed, or not in PATH"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
