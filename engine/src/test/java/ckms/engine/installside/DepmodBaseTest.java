package ckms.engine.installside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.files.Scratch;
import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depmod is given as the base of another root. */
class DepmodBaseTest {
    @TempDir
    Path folder;

    @Test
    void whatAKilledDepmodLeavesIsKnownAndItsRemovalLeavesTheKernelAlone() throws IOException {
        var root = new FakeRoot(folder);
        Path config = root.addKernel(FakeRoot.KERNEL).header(".config");
        Path left = DepmodBase.of(FakeRoot.KERNEL, root.roots()).folder();
        assertEquals(
                root.kernel(FakeRoot.KERNEL).folder(),
                left.resolve("lib/modules/6.1.0-1").toRealPath());
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        int user = (Integer) Files.getAttribute(left, "unix:uid");
        assertTrue(Scratch.leftOver(user).contains(left));
        Tree.remove(left);
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(config));
    }
}
