package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that has a {@link RealHost} of its own. */
abstract class OnRealHost {
    /** One whose headers come alone, without the kernel's own modules. */
    final String oldKernel = RealHost.oldKernel();

    RealHost host;

    static List<String> kernels() {
        return List.of(RealHost.oldKernel(), RealHost.newKernel());
    }

    @BeforeEach
    void scratch() throws IOException, InterruptedException {
        host = new RealHost();
    }

    @AfterEach
    void removeScratch() throws IOException {
        host.close();
    }

    static void succeeds(Run run) {
        assertEquals(0, run.code(), run.toString());
    }
}
