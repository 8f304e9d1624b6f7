package ckms.engine.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.files.Digest;
import ckms.engine.host.files.Odd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The {@code Module.symvers} of a dependency, which whoever owns the state directory may exchange. */
@Timeout(60)
class SymbolsFileTest {
    private static final Path NAME = Path.of("foo/1.0/6.1/x86_64/Module.symvers");

    @TempDir
    Path folder;

    private SymbolsFile symbols;
    private Path file;

    @BeforeEach
    void aStateDirectory() throws IOException {
        file = folder.resolve("state").resolve(NAME);
        Files.createDirectories(file.getParent());
        symbols = new SymbolsFile(folder.resolve("state"), NAME);
    }

    @Test
    void theyAreReadAndComparedByTheirStamp() throws IOException {
        Files.writeString(file, "0x1\tf\n");
        assertEquals(Digest.of("0x1\tf\n"), symbols.digest());
        assertTrue(symbols.isStill(new Input("", symbols.stamp().text())));
    }

    @Test
    void aPackageMayExportNone() throws IOException {
        assertEquals(Optional.of(new Input("none", "none")), symbols.read());
    }

    @Test
    void noLinkIsFollowedSoThatNothingIsLearntOfItsTarget() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(file, secret);
        assertThrows(IOException.class, symbols::stamp);
        assertThrows(IOException.class, symbols::digest);
    }

    @Test
    void neitherAPipeNorAnEndlessFileIsRead() throws IOException, InterruptedException {
        Odd.pipe(file);
        assertThrows(IOException.class, symbols::read);
        Files.delete(file);
        Odd.sparse(file);
        IOException refused = assertThrows(IOException.class, symbols::read);
        assertTrue(refused.getMessage().contains("is longer than 64 MiB"), refused.getMessage());
    }
}
