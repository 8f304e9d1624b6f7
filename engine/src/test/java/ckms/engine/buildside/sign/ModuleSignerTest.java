package ckms.engine.buildside.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.ElfModule;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.files.Digest;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.SigningKey;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is asked for, only modules are signed, and each of them once. */
class ModuleSignerTest {
    private static final Path MODULE = Path.of("stage/foo.ko");

    @TempDir
    Path folder;

    private FakeRoot root;
    private Path file;
    private ModuleSigner signer;

    /** A kernel, a module for it, and a program that appends what has the form of a signature. */
    @BeforeEach
    void aModule() throws IOException {
        root = new FakeRoot(folder);
        // Nothing is verified: there is no openssl among the programs.
        Path tool = Files.writeString(
                root.root.resolve("sign-file"),
                "#!/bin/sh\nprintf 'x\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\0\\1~Module signature appended~\\n' >>\"$4\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        KernelTree kernel = root.addKernel(FakeRoot.KERNEL);
        file = root.state.root().resolve(MODULE);
        ElfModule.write(file, ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL));
        var key = new SigningKey(new PrivateKey.InFile(root.root.resolve("key")), root.root.resolve("certificate"));
        var host = new ckms.engine.host.Host(Map.of("PATH", "/nowhere"), 1000, 2, root.host.processes());
        signer = new ModuleSigner(
                host, root.state.root(), new Signing.Wanted("sha256", tool, key, false), kernel, List.of(MODULE));
    }

    private String refusal(Path asked) {
        return assertThrows(SigningException.class, () -> signer.sign(asked)).getMessage();
    }

    @Test
    void aModuleOfTheBuildIsSignedOnce() throws IOException, InterruptedException {
        signer.sign(MODULE).orElseThrow().append(file);
        assertEquals(Map.of(MODULE, Digest.of(file)), signer.signed());
        assertTrue(refusal(MODULE).startsWith("'stage/foo.ko' is not signed: it is no module of this build, or was"));
    }

    @Test
    void nothingElseIsSigned() {
        for (String other : List.of("/", "", "/etc/passwd", "stage/../stage/foo.ko", "stage", "stage/bar.ko")) {
            assertTrue(refusal(Path.of(other)).contains("it is no module of this build"), other);
        }
    }

    @Test
    void whatIsNoModuleIsNotSigned() throws IOException {
        Files.writeString(file, "#!/bin/sh\n");
        assertEquals(
                "what is not for this kernel is not signed: foo.ko is not a sound ELF file, so it is no kernel module",
                refusal(MODULE));
    }

    @Test
    void aModuleOfAnotherKernelIsNotSigned() throws IOException {
        ElfModule.write(file, ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.OTHER_KERNEL));
        assertTrue(refusal(MODULE).startsWith("what is not for this kernel is not signed: foo.ko does not fit "));
        assertEquals(Map.of(), signer.signed());
    }
}
