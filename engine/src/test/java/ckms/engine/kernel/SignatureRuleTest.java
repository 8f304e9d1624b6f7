package ckms.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the running kernel tells of whether it loads modules that are not signed. */
class SignatureRuleTest {
    @TempDir
    Path sys;

    private void tell(String file, String text) throws IOException {
        Files.createDirectories(sys.resolve(file).getParent());
        Files.writeString(sys.resolve(file), text);
    }

    @Test
    void aKernelThatTellsNothingTakesAll() throws IOException {
        assertEquals(Optional.empty(), SignatureRule.reason(sys));
        tell("kernel/security/lockdown", "[none] integrity confidentiality\n");
        tell("module/module/parameters/sig_enforce", "N\n");
        assertEquals(Optional.empty(), SignatureRule.reason(sys));
    }

    @Test
    void aLockedKernelSaysHowFar() throws IOException {
        tell("kernel/security/lockdown", "none [integrity] confidentiality\n");
        assertEquals(Optional.of("is locked down (integrity)"), SignatureRule.reason(sys));
    }

    @Test
    void aKernelMayBeToldAtBoot() throws IOException {
        tell("module/module/parameters/sig_enforce", "Y\n");
        assertEquals(Optional.of("was told to enforce signatures (module.sig_enforce)"), SignatureRule.reason(sys));
    }
}
