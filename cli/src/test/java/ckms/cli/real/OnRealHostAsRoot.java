package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** A test that root runs on a {@link RealHost} whose state directory is somebody else's. */
abstract class OnRealHostAsRoot extends OnRealHost {
    @BeforeEach
    void asRoot() throws IOException, InterruptedException {
        assertTrue(host.isRoot(), "these tests are for root");
    }
}
