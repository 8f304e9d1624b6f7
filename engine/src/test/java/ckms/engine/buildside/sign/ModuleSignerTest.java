package ckms.engine.buildside.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.ElfModule;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.host.Roots;
import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Tree;
import ckms.engine.host.process.HostProcesses;
import ckms.engine.host.process.Programs;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.SigningKey;
import ckms.model.config.PrivateKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private Path tool;
    private KernelTree kernel;
    private ModuleSigner signer;

    /** A kernel, a module for it, and a program that appends what has the form of a signature. */
    @BeforeEach
    void aModule() throws IOException {
        root = new FakeRoot(folder);
        tool = root.root.resolve("sign-file");
        toolDoes("");
        kernel = root.addKernel(FakeRoot.KERNEL);
        file = root.state.root().resolve(MODULE);
        ElfModule.write(file, ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.KERNEL));
        signer = signer(Roots.HOST, "/nowhere");
    }

    private void toolDoes(String first) throws IOException {
        Files.writeString(
                tool,
                "#!/bin/sh\n" + first
                        + "\nprintf 'x\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\0\\1~Module signature appended~\\n' >>\"$4\"\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Without openssl among the programs, nothing is verified. */
    private ModuleSigner signer(Roots roots, String path) {
        var key = new SigningKey(new PrivateKey.InFile(root.root.resolve("key")), root.root.resolve("certificate"));
        var host = new Host(Map.of("PATH", path), 1000, 2, new HostProcesses());
        var there = new KernelTree(kernel.kernel(), roots, kernel.folder(), true, kernel.headers());
        var wanted = new Signing.Wanted("sha256", tool, key, false);
        return new ModuleSigner(host, root.state.root(), wanted, there, List.of(MODULE));
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
        assertEquals("what is not for this kernel is not signed: foo.ko is no ELF file", refusal(MODULE));
    }

    @Test
    void ofWhatIsNoModuleTheBeginningAloneIsRead() throws IOException {
        try (var sparse = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            sparse.write(ByteBuffer.wrap(new byte[1]), (1L << 30) - 1);
        }
        long before = read();
        assertEquals("what is not for this kernel is not signed: foo.ko is no ELF file", refusal(MODULE));
        assertTrue(read() - before < 1L << 27, "read " + (read() - before));
    }

    /** Returns the number of bytes that this process has read so far. */
    private static long read() throws IOException {
        String count = Files.readAllLines(Path.of("/proc/self/io")).get(0);
        return Long.parseLong(count.replace("rchar: ", ""));
    }

    @Test
    void aToolThatChangesTheModuleItselfSignsNothing() throws IOException {
        toolDoes("printf y 1<>\"$4\"");
        assertTrue(refusal(MODULE).startsWith("the kernel's sign-file changed foo.ko"));
    }

    @Test
    void theToolOfAnotherRootIsNotRunWithoutASandbox() {
        signer = signer(root.roots(), "/nowhere");
        String refusal = refusal(MODULE);
        assertTrue(refusal.startsWith(tool + " is another system's, so that it is run in a sandbox or not"), refusal);
    }

    @Test
    void theToolOfAnotherRootWritesNothingButItsCopyAndSeesTheKey() throws IOException, InterruptedException {
        Path key = Files.writeString(root.root.resolve("key"), "the key");
        Path pwned = root.root.resolve("pwned");
        toolDoes("read -r key <\"$2\"; [ \"$key\" = 'the key' ] || exit 3; echo >\"$2\"; echo >" + pwned);
        Path programs = Files.createDirectory(root.root.resolve("programs"));
        for (String program : List.of("bwrap", "sh")) {
            Path found = Programs.find(program, Programs.DEFAULT_PATH).orElseThrow();
            Files.createSymbolicLink(programs.resolve(program), found);
        }
        signer = signer(root.roots(), programs.toString());
        signer.sign(MODULE).orElseThrow().append(file);
        assertFalse(Files.exists(pwned));
        Tree.remove(programs);
        assertEquals("the key", Files.readString(key));
    }

    @Test
    void aModuleOfAnotherKernelIsNotSigned() throws IOException {
        ElfModule.write(file, ElfModule.X86_64, FakeRoot.vermagic(FakeRoot.OTHER_KERNEL));
        assertTrue(refusal(MODULE).startsWith("what is not for this kernel is not signed: foo.ko does not fit "));
        assertEquals(Map.of(), signer.signed());
    }
}
