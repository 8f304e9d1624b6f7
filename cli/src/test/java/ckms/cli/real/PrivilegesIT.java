package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Started as root on a state directory of somebody else's. */
@Tag("root")
class PrivilegesIT extends OnRealHostAsRoot {
    private Run build(String hooks) throws IOException, InterruptedException {
        host.addAcpiCall(hooks + RealHost.kbuild());
        return host.ckms("build", "acpi-call=1.2.2", "-k", oldKernel);
    }

    @Test
    void hooksRunAsTheOwnerWithoutGroupsCapabilitiesOrATerminal() throws IOException, InterruptedException {
        Run run = build("pre_build = id; grep -E '^(Cap|NoNewPrivs|Groups)' /proc/self/status; tty || true\n");
        assertEquals(0, run.code(), run.toString());
        String log =
                Files.readString(host.state.resolve("acpi-call/1.2.2/" + oldKernel + "/x86_64/logs/pre_build.log"));
        assertTrue(log.contains("uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)"), log);
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            assertTrue(log.contains(set + ":\t0000000000000000"), log);
        }
        assertTrue(log.contains("NoNewPrivs:\t1"), log);
        assertTrue(log.lines().anyMatch(line -> line.matches("Groups:\\s*")), log);
        assertTrue(log.contains("not a tty"), log);
    }

    @Test
    void aHookCanWriteNowhereElse() throws IOException, InterruptedException {
        Path victim = Files.createFile(host.scratch.resolve("victim"));
        Run run = build("pre_build = echo x >" + victim + " || touch " + host.modules + "/x || true\n");
        assertEquals(0, run.code(), run.toString());
        assertEquals(0, Files.size(victim));
        assertEquals(List.of(""), RealHost.listing(host.modules));
    }

    @Test
    void rootWritesNothingInTheStateDirectory() throws IOException, InterruptedException {
        assertEquals(0, build("").code());
        String kernel = oldKernel;
        assertEquals(0, host.ckms("install", "acpi-call=1.2.2", "-k", kernel).code());
        String notNobodys = RealHost.run(Map.of(), "find", host.state.toString(), "!", "-user", "nobody", "-print")
                .out();
        assertEquals("", notNobodys);
        assertTrue(Files.isDirectory(host.scratch.resolve("state.root/installed")));
        assertFalse(Files.exists(host.state.resolve(".ckms/installed")));
    }

    @Test
    void theOwnerBuildsAndRootInstalls() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        String kernel = oldKernel;
        var asOwner = new java.util.ArrayList<>(
                List.of("setpriv", "--reuid", RealHost.NOBODY, "--regid", RealHost.NOBODY, "--clear-groups"));
        asOwner.addAll(host.command("-q", "build", "acpi-call=1.2.2", "-k", kernel));
        Run built = RealHost.run(Map.of(), asOwner.toArray(String[]::new));
        assertEquals(0, built.code(), built.toString());
        asOwner.subList(6, asOwner.size()).clear();
        asOwner.addAll(host.command("install", "acpi-call=1.2.2", "-k", kernel));
        Run refused = RealHost.run(Map.of(), asOwner.toArray(String[]::new));
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("permission denied"), refused.err());
        assertEquals(0, host.ckms("install", "acpi-call=1.2.2", "-k", kernel).code());
    }

    @Test
    void withoutSetprivRootRefuses() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(host.scratch.resolve("bin"));
        for (String tool : List.of("java", "sh", "readlink", "dirname", "uname", "setsid")) {
            Path program = Path.of(RealHost.run(Map.of(), "sh", "-c", "command -v " + tool)
                    .out()
                    .strip());
            Files.createSymbolicLink(bin.resolve(tool), program);
        }
        Run run = RealHost.run(
                Map.of("PATH", bin.toString()),
                host.command("build", "acpi-call=1.2.2").toArray(String[]::new));
        assertEquals(1, run.code());
        assertTrue(run.err().contains("needs setpriv and setsid: 'setpriv' is not installed"), run.err());
    }

    @Test
    void aStateDirectoryOfTheGroupRootIsRefused() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "chgrp", "0", host.state.toString());
        Run run = host.ckms("build", "acpi-call=1.2.2");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("belongs to the group root"), run.err());
    }

    @Test
    void recordsAreNotKeptWhereSomebodyElseCouldExchangeThem() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "chown", RealHost.NOBODY, host.scratch.toString());
        Run run = host.ckms("build", "acpi-call=1.2.2");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("must be a folder that only root can write to"), run.err());
    }

    @Test
    void linksThatAHookPlantsAreNotFollowed() throws IOException, InterruptedException {
        String kernel = oldKernel;
        Path secret = Files.writeString(host.scratch.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path roots = Files.createDirectory(host.scratch.resolve("roots"));
        Files.writeString(roots.resolve("acpi_call.ko"), "root's");
        String before = RealHost.listing(roots).toString();
        assertEquals(0, build("").code());
        Path built = host.state.resolve("acpi-call/1.2.2/" + kernel + "/x86_64");

        asOwner("ln -sf " + secret + " " + built + "/acpi_call.ko");
        refuses("links are not followed here");

        asOwner("rm -r " + built + " && ln -s " + roots + " " + built);
        refuses("is not built");

        asOwner("rm -rf " + host.state + "/acpi-call/1.2.2 && ln -s " + roots + " " + host.state + "/acpi-call/1.2.2");
        refuses("is not added");

        assertEquals(before, RealHost.listing(roots).toString());
        assertEquals("secret", Files.readString(secret));
        assertEquals(List.of(""), RealHost.listing(host.modules));
    }

    @Test
    void linksThatAHookPlantsDuringItsBuildLeadNowhereEither() throws IOException, InterruptedException {
        host.withoutSandbox();
        Path roots = Files.createDirectory(host.scratch.resolve("roots"));
        Path secret = Files.writeString(host.scratch.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        host.addAcpiCall("build = ln -s " + secret + " acpi_call.ko; rm -rf ../../../../../../built && ln -s " + roots
                + " ../../../../../../built\n");
        Run run = host.ckms("-q", "build", "acpi-call=1.2.2", "-k", oldKernel);
        assertEquals(1, run.code(), run.toString());
        assertEquals(List.of(""), RealHost.listing(roots));
    }

    private void asOwner(String line) throws IOException, InterruptedException {
        Run run = RealHost.run(
                Map.of(),
                "setpriv",
                "--reuid",
                RealHost.NOBODY,
                "--regid",
                RealHost.NOBODY,
                "--clear-groups",
                "sh",
                "-c",
                line);
        assertEquals(0, run.code(), run.toString());
    }

    private void refuses(String sentence) throws IOException, InterruptedException {
        Run run = host.ckms("install", "acpi-call=1.2.2", "-k", oldKernel);
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains(sentence), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    /** The recipe lies where hooks can write; whatever it says then, root stays below the kernel's folder. */
    @Test
    void aRecipeThatAHookRewritesLeadsRootNowhere() throws IOException, InterruptedException {
        host.withoutSandbox();
        String rewrite =
                "pre_build = cd ../../../../../..; f=acpi-call/1.2.2/ckms.ini; sed '%s' $f >f.new; mv f.new $f\n";
        host.addAcpiCall(rewrite.formatted("s,^dest.*,dest = ../../../etc,") + RealHost.kbuild());
        String kernel = oldKernel;
        assertEquals(
                0, host.ckms("-q", "build", "acpi-call=1.2.2", "-k", kernel).code());
        Run run = host.ckms("install", "acpi-call=1.2.2", "-k", kernel);
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("'dest' must be a folder below its own"), run.err());
        assertEquals(List.of(""), RealHost.listing(host.modules));
    }

    @Test
    void aHookThatTheRewrittenRecipeNamesRunsAsTheOwnerToo() throws IOException, InterruptedException {
        host.withoutSandbox();
        Path victim = Files.createDirectory(host.scratch.resolve("victim"));
        host.addAcpiCall("pre_build = cd ../../../../../..; f=acpi-call/1.2.2/ckms.ini;"
                + " sed 's,^pre_build.*,post_install = id -u; touch " + victim + "/x; true,' $f >f.new; mv f.new $f\n"
                + RealHost.kbuild());
        String kernel = oldKernel;
        assertEquals(
                0, host.ckms("-q", "build", "acpi-call=1.2.2", "-k", kernel).code());
        Run run = host.ckms("install", "acpi-call=1.2.2", "-k", kernel);
        assertEquals(0, run.code(), run.toString());
        assertTrue(run.out().contains("\n65534\n"), run.out());
        assertEquals(List.of(""), RealHost.listing(victim));
    }

    @Test
    void rootsRecordsAreMadeBeforeAnyHookCouldMakeThem() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "chmod", "1777", host.scratch.toString());
        host.addAcpiCall("post_add = mkdir " + host.state + ".root/installed; id -u\n" + RealHost.kbuild());
        Path records = Path.of(host.state + ".root");
        assertTrue(Files.isDirectory(records));
        assertEquals(0, Files.getAttribute(records, "unix:uid"));
        assertFalse(Files.exists(records.resolve("installed")));
    }

    @Test
    void recordsThatTheOwnerForgesAreNotReadByRoot() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        asOwner("mkdir -p " + host.state + "/.ckms/installed && mkfifo " + host.state
                + "/.ckms/installed/x.json && ln -s" + " /dev/zero " + host.state + "/.ckms/installed/y.json");
        Run status = host.ckms("-k", oldKernel, "status");
        assertEquals(0, status.code(), status.toString());
        assertTrue(status.out().endsWith(": added\n"), status.out());
    }

    @Test
    void aProgramThatTheHeadersNameIsNotRunByRoot() throws IOException, InterruptedException {
        Path root = Files.createDirectory(host.scratch.resolve("other"));
        Path headers = RealHost.headersWithout(".config", oldKernel, root);
        Path evil = Files.writeString(host.scratch.resolve("evil"), "#!/bin/sh\ntouch " + host.scratch + "/ran\n");
        assertTrue(evil.toFile().setExecutable(true));
        String config = Files.readString(Path.of("/lib/modules/" + oldKernel + "/build/.config"));
        Files.writeString(
                headers.resolve(".config"),
                config.replaceFirst("(?m)^CONFIG_CC_VERSION_TEXT=.*$", "CONFIG_CC_VERSION_TEXT=\"" + evil + " 1\""));
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        String manifest = Files.writeString(host.scratch.resolve("m.yaml"), """
                        schema: 1
                        packages:
                          - {name: acpi-call, version: "1.2.2", source: %s, recipe: %s, kernels: %s, state: built}
                        """.formatted(
                                RealHost.source("acpi-call-1.2.2"), recipe, oldKernel))
                .toString();
        for (String command : List.of("apply", "plan")) {
            Run run = host.ckmsOnRoot(root, "-s", host.state.toString(), command, manifest);
            assertEquals(0, run.code(), run.toString());
        }
        assertFalse(Files.exists(host.scratch.resolve("ran")));
    }

    @Test
    void aStateDirectoryThatIsNotOursOrCannotBeReadIsASentence() throws IOException, InterruptedException {
        List<String> nobody = List.of("setpriv", "--reuid", "1", "--regid", "1", "--clear-groups");
        var add = new java.util.ArrayList<>(nobody);
        add.addAll(host.command(
                "add",
                RealHost.source("acpi-call-1.2.2").toString(),
                "-c",
                host.recipe("acpi-call", "1.2.2", "", "acpi_call").toString()));
        Run notOurs = RealHost.run(Map.of(), add.toArray(String[]::new));
        assertEquals(1, notOurs.code());
        assertTrue(notOurs.err().contains("you may not write to the state directory"), notOurs.err());
        RealHost.run(Map.of(), "chmod", "700", host.state.toString());
        var status = new java.util.ArrayList<>(nobody);
        status.addAll(host.command("status"));
        Run unreadable = RealHost.run(Map.of(), status.toArray(String[]::new));
        assertEquals(1, unreadable.code());
        assertEquals("ckms: error: " + host.state + ": permission denied\n", unreadable.err());
    }
}
