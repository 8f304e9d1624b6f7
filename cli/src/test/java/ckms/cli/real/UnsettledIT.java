package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damage by which root can't finish, undo or put back something of one package, and what becomes of all the others. */
@Tag("root")
class UnsettledIT extends OnRealHostAsRoot {
    private static final String PKG = "acpi-call=1.2.2";

    private Path module;

    @BeforeEach
    void acpiCallDisplacesAModule() throws IOException, InterruptedException {
        module = host.modules.resolve(oldKernel).resolve("extra/acpi_call.ko");
        Files.createDirectories(module.getParent());
        Files.writeString(module, "somebody's");
        host.addAcpiCall(RealHost.kbuild());
        succeeds(ckms("build", PKG));
        succeeds(ckms("install", PKG));
    }

    private Run ckms(String... words) throws IOException, InterruptedException {
        var all = new String[words.length + 3];
        System.arraycopy(new String[] {"-D", "-k", oldKernel}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        return host.ckms(all);
    }

    private Path records(String folder) {
        return host.scratch.resolve("state.root").resolve(folder);
    }

    /** Another package can be added, built and installed. */
    private void allElseGoesOn() throws IOException, InterruptedException {
        Path source = Files.createDirectories(host.scratch.resolve("other-1"));
        Files.copy(RealHost.source("acpi-call-1.2.2").resolve("acpi_call.c"), source.resolve("acpi_call.c"));
        Files.writeString(source.resolve("Makefile"), "obj-m += other.o\nother-y := acpi_call.o\n");
        Path recipe = host.recipe("other", "1", RealHost.kbuild(), "other");
        succeeds(ckms("-c", recipe.toString(), "add", source.toString()));
        succeeds(ckms("-q", "build", "other=1"));
        succeeds(ckms("install", "other=1"));
        assertTrue(Files.exists(module.resolveSibling("other.ko")));
    }

    private static Path only(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findFirst().orElseThrow();
        }
    }

    private static boolean chattr(String change, Path file) throws IOException, InterruptedException {
        return RealHost.run(Map.of(), "chattr", change, file.toString()).code() == 0;
    }

    private void fails(Run run, int code, String... words) {
        assertEquals(code, run.code(), run.toString());
        for (String word : words) {
            assertTrue(run.err().contains(word), run.err());
            assertFalse(run.err().contains("fault in ckms"), run.err());
        }
    }

    @Test
    void copiesThatAreGoneAreToldBeforeAnythingIsDeletedAndForceGoesWithout() throws IOException, InterruptedException {
        RealHost.run(Map.of(), "rm", "-r", records("displaced").toString());
        fails(
                ckms("uninstall", PKG),
                1,
                module + " was there before and can't be put back",
                " is gone; bring the copy");
        assertTrue(Files.exists(module));
        assertTrue(host.ckms("doctor").out().contains("  is gone\n"));
        allElseGoesOn();
        Run forced = ckms("uninstall", "--force", PKG);
        succeeds(forced);
        assertFalse(Files.exists(module));
    }

    @Test
    void anUninstallationThatTheFileSystemRefusesStopsItsCellAlone() throws IOException, InterruptedException {
        assertTrue(chattr("+a", module), "the file system has no append-only files");
        try {
            fails(ckms("uninstall", PKG), 1, module + ": can't be changed, whatever its permissions");
            fails(ckms("install", PKG), 1, "its uninstallation below " + host.modules + " was interrupted");
            allElseGoesOn();
            Run doctor = host.ckms("doctor", "--fix");
            assertEquals(4, doctor.code(), doctor.toString());
            assertTrue(doctor.err().startsWith("ckms: warning: acpi-call=1.2.2@" + oldKernel), doctor.err());
            assertTrue(doctor.out().contains("lsattr"), doctor.out());
        } finally {
            chattr("-a", module);
        }
        succeeds(host.ckms("doctor", "--fix"));
        assertEquals("somebody's", Files.readString(module));
    }

    @Test
    void anImmutableModuleIsRefusedBeforeAnythingChanges() throws IOException, InterruptedException {
        assertTrue(chattr("+i", module), "the file system has no immutable files");
        try {
            fails(ckms("uninstall", PKG), 1, module + ": can't be changed, whatever its permissions");
            assertEquals(0, host.ckms("doctor").code(), "nothing was begun");
        } finally {
            chattr("-i", module);
        }
        succeeds(ckms("uninstall", PKG));
        assertEquals("somebody's", Files.readString(module));
    }

    @Test
    void aFolderInThePlaceOfTheLinkStopsItsCellAlone() throws IOException, InterruptedException {
        succeeds(ckms("uninstall", PKG));
        Path link = host.state.resolve("acpi-call/kernel-" + oldKernel + "-x86_64");
        Files.createDirectories(link);
        fails(ckms("install", PKG), 1, link + ": is a folder in the place of a link of ckms; move it away");
        allElseGoesOn();
        Files.delete(link);
        succeeds(host.ckms("doctor", "--fix"));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Tag("mount")
    @Test
    void aReadOnlyMountIsCalledThat() throws IOException, InterruptedException {
        String modules = host.modules.toString();
        RealHost.run(Map.of(), "mount", "--bind", modules, modules);
        RealHost.run(Map.of(), "mount", "-o", "remount,bind,ro", modules);
        try {
            fails(ckms("uninstall", PKG), 1, "is on a file system that is mounted read-only");
        } finally {
            RealHost.run(Map.of(), "umount", "-l", modules);
        }
        succeeds(ckms("uninstall", PKG));
    }

    @Test
    void rootInstallsNothingWithinAnOwnersFolder() throws IOException, InterruptedException {
        Path owners = Files.createDirectories(host.scratch.resolve("owners"));
        RealHost.run(Map.of(), "chown", RealHost.NOBODY, owners.toString());
        succeeds(ckms("uninstall", PKG));
        String before = RealHost.listing(host.scratch).toString();
        fails(
                ckms("-d", owners.resolve("modules").toString(), "install", PKG),
                1,
                owners + ": must be root's, and nobody else may write to it");
        assertEquals(before, RealHost.listing(host.scratch).toString());
    }

    @Test
    void aDamagedCopyIsNeverPutBack() throws IOException, InterruptedException {
        Path kept = only(only(records("displaced")));
        Files.writeString(kept, "damaged");
        fails(ckms("uninstall", PKG), 1, kept + " is damaged: its digest is no longer its name");
        String doctor = host.ckms("doctor").out();
        assertTrue(doctor.contains(kept.toString()) && doctor.contains("is damaged"), doctor);
        succeeds(ckms("uninstall", "--force", PKG));
        assertFalse(Files.exists(module));
        assertEquals("damaged", Files.readString(kept));
    }
}
