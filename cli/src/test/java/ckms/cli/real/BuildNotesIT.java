package ckms.cli.real;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.RegularFile;
import ckms.engine.host.files.Tree;
import ckms.engine.host.files.TreeDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What root had built is what root installs, whatever the owner, or a hook of another package, makes of it and its record. */
@Tag("root")
class BuildNotesIT extends OnRealHostAsRoot {
    private static final String PKG = "acpi-call=1.2.2";

    private Path built() {
        return host.state.resolve("acpi-call/1.2.2/" + oldKernel + "/x86_64/acpi_call.ko");
    }

    private Path note() {
        return Path.of(host.state + ".root/heard/acpi-call@1.2.2@" + oldKernel + "-x86_64.json");
    }

    private static Run asOwner(List<String> words) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                List.of("setpriv", "--reuid", RealHost.NOBODY, "--regid", RealHost.NOBODY, "--clear-groups"));
        all.addAll(words);
        return RealHost.run(Map.of(), all.toArray(String[]::new));
    }

    private Run ckms(String command, String... options) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(options));
        words.addAll(List.of("-k", oldKernel, command, PKG));
        return host.ckms(words.toArray(String[]::new));
    }

    /** As the owner, appends to the module, and puts the new digest into the record. */
    private void tamper() throws IOException, InterruptedException {
        Path record = host.state.resolve(".ckms/built/acpi-call@1.2.2@" + oldKernel + "-x86_64.json");
        succeeds(asOwner(List.of(
                "sh",
                "-ec",
                "old=$(sha256sum <$1 | cut -d' ' -f1); echo more >>$1; new=$(sha256sum <$1 | cut -d' ' -f1);"
                        + " sed -i s/$old/$new/ $2; grep -q $new $2",
                "sh",
                built().toString(),
                record.toString())));
    }

    private String manifest() throws IOException {
        Path recipe = host.recipe("acpi-call", "1.2.2", RealHost.kbuild(), "acpi_call");
        return Files.writeString(host.scratch.resolve("m.yaml"), """
                        schema: 1
                        packages:
                          - {name: acpi-call, version: "1.2.2", source: %s, recipe: %s, kernels: %s}
                        """.formatted(
                                RealHost.source("acpi-call-1.2.2"), recipe, oldKernel))
                .toString();
    }

    @Test
    void aModuleThatIsExchangedWithItsRecordIsNotInstalled() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build"));
        tamper();
        Run run = ckms("install");
        assertEquals(1, run.code(), run.toString());
        assertEquals(
                "ckms: error: install " + PKG + "@" + oldKernel + "/x86_64 failed: acpi_call.ko of " + PKG + "@"
                        + oldKernel + "/x86_64 changed since root had it built; build it again, with 'ckms apply', or"
                        + " first 'ckms -k " + oldKernel + " clean " + PKG + "'\n",
                run.err());
        assertEquals(List.of(""), RealHost.listing(host.modules));
    }

    @Test
    void withoutItsRecordItIsNotInstalledEither() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build"));
        tamper();
        succeeds(asOwner(List.of("rm", "-r", host.state + "/.ckms/built")));
        Run run = ckms("install");
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("changed since root had it built"), run.err());
    }

    @Test
    void itIsSaidThatRootHadSignedIt() throws IOException, InterruptedException {
        Path key = SigningKeys.make(
                Files.createDirectory(host.scratch.resolve("keys")).resolve("mine"), "mine");
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build", "--sign", key.toString()));
        tamper();
        Run run = ckms("install");
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("changed since root had it built and signed it"), run.err());
    }

    @Test
    void anApplyBuildsItAgain() throws IOException, InterruptedException {
        String manifest = manifest();
        succeeds(host.ckms("apply", manifest));
        Path installed = host.modules.resolve(oldKernel + "/extra/acpi_call.ko");
        byte[] good = Files.readAllBytes(installed);
        tamper();
        Run plan = host.ckms("plan", manifest);
        assertTrue(plan.out().contains("what was built changed"), plan.out());
        succeeds(host.ckms("apply", "--no-cache", manifest));
        assertEquals(0, java.util.Arrays.compare(good, Files.readAllBytes(installed)));
        assertEquals(0, host.ckms("plan", "--detailed-exitcode", manifest).code());
    }

    @Test
    void aResultThatIsBroughtBackCountsAsBuilt() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build"));
        succeeds(ckms("clean"));
        assertFalse(Files.exists(note()));
        Run restored = ckms("build");
        assertTrue(restored.out().contains("restored from the cache"), restored.out());
        assertTrue(Files.exists(note()));
        succeeds(ckms("install"));
    }

    @Test
    void whatTheOwnerBuiltIsInstalledAndThatIsSaid() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(asOwner(host.command("-q", "-k", oldKernel, "build", PKG)));
        Run run = ckms("install");
        assertEquals(0, run.code(), run.toString());
        assertTrue(run.out().contains("root did not have it built, and relies on its owner's record"), run.out());
    }

    /** Appends to the module in the cache, with a record and a digest that fit, as its owner could. */
    private void tamperWithTheCache() throws IOException {
        Path entry = Entries.of(host.state.resolve(".ckms/cache")).get(0).resolve("entry.json");
        Path result = entry.resolveSibling("result");
        Path module = result.resolve("acpi_call.ko");
        String text = Files.readString(entry);
        String before = RegularFile.read(module, RegularFile.MOST, BuildNotesIT::digest);
        String whole = TreeDigest.of(result, "");
        String bytes = "" + Tree.bytes(result);
        Files.writeString(module, "EVIL", StandardOpenOption.APPEND);
        String other = text.replace(before, RegularFile.read(module, RegularFile.MOST, BuildNotesIT::digest))
                .replace(whole, TreeDigest.of(result, ""))
                .replaceFirst("\\b" + bytes + "\\b", "" + Tree.bytes(result));
        assertNotEquals(text, other);
        Files.writeString(entry, other);
    }

    private static String digest(InputStream in) throws IOException {
        return Digest.copy(in, OutputStream.nullOutputStream());
    }

    @Test
    void aResultThatIsExchangedIsNotBroughtBack() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build"));
        byte[] good = Files.readAllBytes(built());
        succeeds(ckms("clean"));
        tamperWithTheCache();
        Run built = ckms("build");
        succeeds(built);
        assertFalse(built.out().contains("restored from the cache"), built.out());
        assertArrayEquals(good, Files.readAllBytes(built()));
        succeeds(ckms("clean"));
        Run restored = ckms("build");
        assertTrue(restored.out().contains("restored from the cache"), restored.out());
    }

    @Test
    void norIsOneThatRootDidNotSign() throws IOException, InterruptedException {
        Path key = SigningKeys.make(
                Files.createDirectory(host.scratch.resolve("keys")).resolve("mine"), "mine");
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build", "--sign", key.toString()));
        succeeds(ckms("clean"));
        tamperWithTheCache();
        succeeds(ckms("build", "--sign", key.toString()));
        assertTrue(Files.readString(note()).contains("\"signed\" : true"), Files.readString(note()));
        assertFalse(Files.readString(built(), ISO_8859_1).contains("EVIL"));
        succeeds(ckms("clean"));
        Run restored = ckms("build", "--sign", key.toString());
        assertTrue(restored.out().contains("restored from the cache"), restored.out());
        assertTrue(Files.readString(note()).contains("\"signed\" : true"), Files.readString(note()));
    }

    @Test
    void aResultOfTheOwnersIsCompiledForRoot() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(asOwner(host.command("-q", "-k", oldKernel, "build", PKG)));
        succeeds(asOwner(host.command("-q", "-k", oldKernel, "clean", PKG)));
        Run built = ckms("build");
        succeeds(built);
        assertFalse(built.out().contains("restored from the cache"), built.out());
    }

    @Test
    void whatIsMovedAwayWhileRootCollectsIsStillNoted() throws IOException, InterruptedException {
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build"));
        Path folder = built().getParent();
        Path away = host.state.resolve("acpi-call/away");
        succeeds(asOwner(List.of("mv", folder.toString(), away.toString())));
        succeeds(host.ckms("gc"));
        assertTrue(Files.exists(note()));
        succeeds(asOwner(List.of("mv", away.toString(), folder.toString())));
        tamper();
        Run run = ckms("install");
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains("changed since root had it built"), run.err());
    }

    @Test
    void whatDoctorMovesAwayOfRootsIsNotedUntilSomebodyDeletesIt() throws IOException, InterruptedException {
        succeeds(host.ckms("apply", manifest()));
        Files.writeString(note(), "{");
        host.ckms("doctor", "--fix");
        Run run = host.ckms("doctor");
        succeeds(run);
        assertTrue(run.out().contains(host.state + ".root/damaged\n"), run.toString());
    }

    @Test
    void aDamagedNoteIsNamedAndWrittenAnew() throws IOException, InterruptedException {
        String manifest = manifest();
        succeeds(host.ckms("apply", manifest));
        Files.writeString(note(), "{");
        succeeds(ckms("uninstall"));
        Run run = ckms("install");
        assertEquals(1, run.code(), run.toString());
        assertTrue(run.err().contains(note() + ": is damaged"), run.err());
        succeeds(host.ckms("apply", manifest));
        assertTrue(Files.readString(note()).contains("acpi_call.ko"));
    }
}
