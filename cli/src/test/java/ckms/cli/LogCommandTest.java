package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.FakeRoot;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ckms log}: which build of several is meant. */
class LogCommandTest extends OnAFakeRoot {
    private static final PackageId FOO = new PackageId("foo", "1.0");

    private void build(String kernels, String last) throws IOException {
        String command = FakeRoot.COPIES + "; echo on ${CKMS_KERNEL_VERSION}; " + last;
        root.addSource(FOO, command, KERNELS.toArray(Kernel[]::new));
        ckms(manifest(kernels, "foo=1.0"), "-D", "apply", "-");
    }

    @BeforeEach
    void fooIsBuiltForTwoKernels() throws IOException {
        build("[6.1.0-1, 6.6.0-1]", "true");
    }

    @Test
    void itIsNotGuessed() {
        assertEquals(1, ckms("", "log", "foo"));
        assertTrue(
                err().contains("foo means several; name one: foo=1.0@6.1.0-1/x86_64, foo=1.0@6.6.0-1/x86_64"), err());
        assertEquals(0, ckms("", "log", "foo@6.6.0-1"), err());
        assertEquals("on 6.6.0-1\n", out());
    }

    @Test
    void theOneThatFailedIs() throws IOException {
        build("[6.12.0-1]", "exit 1");
        assertEquals(0, ckms("", "log", "foo"), err());
        assertEquals("on 6.12.0-1\n", out());
        build("[6.1.0-1]", "exit 1");
        assertEquals(1, ckms("", "log", "foo"));
        assertTrue(err().contains("name one: foo=1.0@6.1.0-1/x86_64, foo=1.0@6.12.0-1/x86_64\n"), err());
    }
}
