package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ckms.engine.fixture.FakeRoot;
import ckms.engine.host.Host;
import ckms.engine.host.process.HostProcesses;
import ckms.engine.reconcile.Reconciler;
import ckms.engine.reconcile.Session;
import ckms.engine.store.StateBusyException;
import ckms.model.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions that root opens on a state directory of somebody else's give up the lock of the records when they fail. */
@Tag("root")
class RecordsLockIT extends OnRealHostAsRoot {
    /** What opens sessions, in this very process, on a state directory of somebody else's. */
    private Reconciler reconciler(FakeRoot root, String... worker) throws IOException {
        return new Reconciler(
                Host.here(new HostProcesses()),
                root.settings(),
                Machine.running(FakeRoot.KERNEL),
                InputStream.nullInputStream(),
                List.of(worker));
    }

    private FakeRoot rootOfSomebodyElses() throws IOException, InterruptedException {
        var root = new FakeRoot(Files.createDirectory(host.scratch.resolve("root")));
        RealHost.run(
                Map.of(),
                "chown",
                RealHost.NOBODY + ":" + RealHost.NOBODY,
                root.state.root().toString());
        return root;
    }

    @Test
    void whoeverFailsToOpenTheBuildSideGivesUpTheLockOfTheRecords() throws IOException, InterruptedException {
        FakeRoot root = rootOfSomebodyElses();
        for (int i = 0; i < 2; i++) {
            IOException failed = assertThrows(
                    IOException.class, () -> reconciler(root, "false").open("test", holder -> {}));
            assertFalse(failed instanceof StateBusyException, failed.toString());
        }
        reconciler(root, host.launcher().toString(), "build-side")
                .open("test", holder -> {})
                .close();
    }

    @Test
    void aSessionWhoseBuildSideIsKilledGivesUpItsLocksToo() throws IOException, InterruptedException {
        FakeRoot root = rootOfSomebodyElses();
        Reconciler reconciler = reconciler(root, host.launcher().toString(), "build-side");
        Session session = reconciler.open("test", holder -> {});
        // Other tests may run at once, and have processes of their own.
        List<ProcessHandle> workers = ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().commandLine().orElse("").contains(host.scratch.toString()))
                .toList();
        assertFalse(workers.isEmpty());
        for (ProcessHandle worker : workers) {
            worker.destroyForcibly();
            worker.onExit().join();
        }
        session.close();
        reconciler.open("test", holder -> {}).close();
    }
}
