package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever made the root below {@code --root} neither writes nor runs anything on the host. */
class HostileRootTest extends OnAFakeRoot {
    private static final String KERNEL = "6.1.0-1";
    private static final String TARGET = KERNEL + "/extra/foo.ko";

    @TempDir
    Path outside;

    private Path victim;

    @BeforeEach
    void aModuleOfTheHost() throws IOException {
        outside = outside.toRealPath();
        victim = outside.resolve(TARGET);
        Files.createDirectories(victim.getParent());
        Files.writeString(victim, "the host's");
    }

    /** JUnit warns of links that lead out of a temporary folder. */
    @AfterEach
    void removeTheLinks() throws IOException {
        Path kernel = root.modules().resolve(KERNEL);
        if (Files.isSymbolicLink(kernel.resolve("extra"))) {
            Files.delete(kernel.resolve("extra"));
        }
    }

    /** Writes the record of what an earlier writer was interrupted in. */
    private void intent(boolean install, String destdir, String files) throws IOException {
        write("var/lib/ckms/.ckms/intent/foo@" + KERNEL + "-x86_64.json", """
                {"transaction":"t","cell":{"pkg":{"name":"foo","version":"1.0"},"kernel":{"release":"%s","machine":"x86_64"}},
                 "install":%s,"destdir":"%s","targets":["%s"],"existing":[%s]}
                """.formatted(
                        KERNEL, install, destdir, TARGET, files));
    }

    private String theVictim() throws IOException {
        return "{\"path\":\"" + TARGET + "\",\"sha256\":\"" + Digest.of(victim) + "\"}";
    }

    private String relative() {
        return root.root.relativize(outside).toString();
    }

    private void isLeft(String reason) throws IOException {
        assertEquals(0, ckms("", "gc"), err());
        assertEquals("the host's", Files.readString(victim));
        assertTrue(err().contains(reason), err());
        assertTrue(err().contains("was interrupted and can't be finished or undone"), err());
    }

    @Test
    void whatWasInterruptedOutsideOfTheRootIsLeftAndTold() throws IOException {
        String reason = outside + " is outside of the root that the record of it lies in; give -d " + outside + " if";
        intent(true, relative(), "");
        isLeft(reason);
        intent(false, relative(), theVictim());
        isLeft(reason);
        intent(false, "../" + root.root.getFileName() + "/" + relative(), theVictim());
        isLeft(reason);
    }

    @Test
    void itIsSettledWhereTheDestinationIsTyped() throws IOException {
        intent(true, relative(), "");
        assertEquals(0, ckms("", "-d", outside.toString(), "gc"), err());
        assertEquals("", err());
        assertFalse(Files.exists(victim));
    }

    @Test
    void itIsGivenUpByForceAndLeftAsItIs() throws IOException {
        assertEquals(0, ckms("", "add", "ROOT/usr/src/foo-1.0"), err());
        intent(true, relative(), "");
        ckms("", "gc");
        assertEquals(0, ckms("", "-D", "-k", KERNEL, "uninstall", "--force", "foo=1.0"), err());
        assertEquals("the host's", Files.readString(victim));
        ckms("", "gc");
        assertEquals("", err());
    }

    @Test
    void aLinkInTheRootLeadsNoRecordOutOfIt() throws IOException {
        Files.createSymbolicLink(root.root.resolve("host"), outside);
        for (String destdir : List.of("host", "/host", "./host")) {
            intent(true, destdir, "");
            ckms("", "gc");
            assertEquals("the host's", Files.readString(victim), destdir);
        }
        Files.delete(root.root.resolve("host"));
    }

    @Test
    void norDoesALinkInAKernelsFolder() throws IOException {
        Path link = root.modules().resolve(KERNEL + "/extra");
        Files.createSymbolicLink(link, victim.getParent());
        intent(true, "/lib/modules", "");
        isLeft("ROOT/lib/modules/6.1.0-1/extra: is a link");
        intent(false, "/lib/modules", theVictim());
        isLeft("ROOT/lib/modules/6.1.0-1/extra: is a link");
    }

    @Test
    void nothingIsUninstalledOverALinkEither() throws IOException {
        assertEquals(0, ckms(manifest(KERNEL, "foo=1.0"), "-D", "apply", "-"), err());
        Path extra = root.modules().resolve(KERNEL + "/extra");
        Files.copy(extra.resolve("foo.ko"), victim, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Tree.remove(extra);
        Files.createSymbolicLink(extra, victim.getParent());
        assertEquals(1, ckms("", "-D", "-k", KERNEL, "uninstall", "foo=1.0"));
        assertTrue(err().contains("ROOT/lib/modules/6.1.0-1/extra: is a link"), err());
        assertTrue(Files.exists(victim));
    }

    @Test
    void theHooksOfItsConfigurationAreNotRunAndItsRecipesStayInTheSandbox() throws IOException {
        String hooks = "post_add = id >" + outside + "/PWNED\npre_install = exit 1\n";
        write("etc/ckms/config.ini", "[ckms]\nsandbox = off\n[hooks]\n" + hooks);
        Path recipe = root.root.resolve("usr/src/foo-1.0/ckms.ini");
        Files.writeString(
                recipe,
                Files.readString(recipe).replace("[hooks]\n", "[hooks]\npost_install = id >" + outside + "/PWNED\n"));
        ckms(manifest(KERNEL, "foo=1.0"), "-D", "apply", "-");
        assertTrue(Files.exists(root.modules().resolve(TARGET)), err());
        assertFalse(Files.exists(outside.resolve("PWNED"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void norThoseOfAConfigurationThatIsGivenWhereverALinkToItLies() throws IOException {
        Path config = root.root.resolve("etc/ckms/config.ini");
        write("etc/ckms/config.ini", "[hooks]\npost_add = id >" + outside + "/PWNED\n");
        Path link = Files.createSymbolicLink(outside.resolve("config.ini"), config);
        assertEquals(0, ckms("", "-C", config.toString(), "add", "ROOT/usr/src/foo-1.0"), err());
        assertEquals(0, ckms("", "-C", link.toString(), "add", "ROOT/usr/src/bar-1"), err());
        Files.delete(link);
        assertFalse(Files.exists(outside.resolve("PWNED"), LinkOption.NOFOLLOW_LINKS));
        Path own = Files.copy(config, outside.resolve("own.ini"));
        assertEquals(0, ckms("", "-C", own.toString(), "remove", "bar=1"), err());
        assertEquals(0, ckms("", "-C", own.toString(), "add", "ROOT/usr/src/bar-1"), err());
        assertTrue(Files.exists(outside.resolve("PWNED")), "a configuration of the host's is the user's");
    }
}
