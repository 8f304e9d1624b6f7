package ckms.engine.report.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.Keys;
import ckms.engine.fixture.SettingsBuilder;
import ckms.engine.kernel.KernelTree;
import ckms.engine.settings.KeySearch;
import ckms.engine.settings.Settings;
import ckms.model.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds of signatures that are wished for in vain. */
class SigningCheckTest {
    @TempDir
    Path folder;

    private FakeRoot root;
    private KernelTree kernel;
    private KernelTree other;

    @BeforeEach
    void twoKernelsThatKnowSignatures() throws IOException {
        root = new FakeRoot(folder);
        kernel = root.addKernel(FakeRoot.KERNEL);
        other = root.addKernel(FakeRoot.OTHER_KERNEL);
        Keys.enable(kernel.build());
        Keys.enable(other.build());
        Keys.pair(root.root.resolve("mine"));
        Keys.program(root.root.resolve("bin/openssl"), "cat <<END\n" + Keys.PUBLIC + "END");
    }

    private List<String> found(String key) throws IOException, InterruptedException {
        var builder = new SettingsBuilder(root);
        Settings settings = key.isEmpty()
                ? builder.settings()
                : builder.signingKey(KeySearch.ofOption(root.root + "/" + key, root.roots()))
                        .settings();
        return new Doctor(
                        root.host,
                        settings,
                        Machine.running(FakeRoot.OTHER_KERNEL).atRest())
                .examine().findings().stream()
                        .filter(finding -> finding.kind() != FindingKind.MISSING_TOOL)
                        .map(finding -> finding.kind().code() + " " + finding.subject() + ": "
                                + finding.what().replace(root.root + "/", ""))
                        .toList();
    }

    @Test
    void withoutAWishNothingIsWrong() throws IOException, InterruptedException {
        assertEquals(List.of(), found(""));
        assertEquals(List.of(), found("mine"));
    }

    @Test
    void aKeyThatCantBeUsedIsFoundOnce() throws IOException, InterruptedException {
        assertEquals(
                List.of("unusable-key --sign: there is no typo.pem; correct its name, or put the file there"),
                found("typo.pem,mine.x509"));
    }

    @Test
    void eachKernelThatDemandsSignaturesIsFoundIfThereIsNoKey() throws IOException, InterruptedException {
        Keys.enable(kernel.build(), "CONFIG_MODULE_SIG_FORCE=y");
        Keys.enable(other.build(), "CONFIG_MODULE_SIG_FORCE=y");
        String what = " loads only modules that are signed (CONFIG_MODULE_SIG_FORCE=y), and those built for it are not:"
                + " there is no key";
        assertEquals(
                Set.of(
                        "unsigned-kernel " + FakeRoot.KERNEL + ":" + what,
                        "unsigned-kernel " + FakeRoot.OTHER_KERNEL + ":" + what),
                Set.copyOf(found("")));
        assertEquals(List.of(), found("mine"));
    }

    @Test
    void headersWithoutTheToolMakeAGoodKeyUseless() throws IOException, InterruptedException {
        Files.delete(kernel.build().resolve("scripts/sign-file"));
        assertEquals(
                List.of("unsigned-kernel " + FakeRoot.KERNEL
                        + ": gets no modules, since they can't be signed as asked for: the kernel headers have no"
                        + " scripts/sign-file"),
                found("mine"));
        assertEquals(List.of(), found(""));
    }
}
