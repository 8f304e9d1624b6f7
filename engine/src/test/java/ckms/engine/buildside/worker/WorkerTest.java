package ckms.engine.buildside.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.Built;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.fixture.FakeRoot;
import ckms.engine.fixture.OrderBuilder;
import ckms.engine.fixture.Steps;
import ckms.engine.host.process.Conversation;
import ckms.engine.store.StateBusyException;
import ckms.model.CellState;
import ckms.model.recipe.Hook;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build side at the other end of a conversation does what it does here. */
class WorkerTest {
    @TempDir
    Path folder;

    private FakeRoot root;

    @BeforeEach
    void aKernel() throws IOException {
        root = new FakeRoot(folder);
        root.addKernel(FakeRoot.KERNEL);
    }

    /** A worker in a thread of this process. */
    private final class Thread2 implements Conversation {
        private final PipedInputStream fromWorker = new PipedInputStream(1 << 16);
        private final PipedOutputStream toWorker = new PipedOutputStream();
        private final Thread thread;

        Thread2() throws IOException {
            var in = new PipedInputStream(toWorker, 1 << 16);
            var out = new PipedOutputStream(fromWorker);
            thread = new Thread(() -> {
                try (out) {
                    Worker.serve(root.host, in, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();
        }

        @Override
        public InputStream fromProcess() {
            return fromWorker;
        }

        @Override
        public OutputStream toProcess() {
            return toWorker;
        }

        @Override
        public boolean isRunning() {
            return thread.isAlive();
        }

        @Override
        public String said() {
            return "";
        }

        @Override
        public void kill() {
            thread.interrupt();
        }

        @Override
        public void close() {
            try {
                toWorker.close();
                thread.join();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private BuildSide open() throws IOException, InterruptedException {
        return WorkerBuildSide.open(new Thread2(), root.state, "a test", Duration.ZERO, holder -> {});
    }

    private BuildOrder order() throws IOException {
        return new OrderBuilder(root, FakeRoot.CELL).env("FOO", "bar").order();
    }

    private CellState state() throws IOException {
        return root.reconciler().observe().pkg(FakeRoot.FOO).on(FakeRoot.KERNEL);
    }

    @Test
    void everythingThatABuildSideDoes() throws IOException, InterruptedException {
        Path source = root.addSource(FakeRoot.FOO, FakeRoot.COPIES + "; printf \"$FOO\"", FakeRoot.KERNEL);
        var output = new StringBuilder();
        try (BuildSide side = open()) {
            side.add(Steps.add(FakeRoot.FOO, source));
            Built built = side.build(
                    order(),
                    new HookListener() {
                        @Override
                        public void hookStarted(Hook hook) {
                            output.append(hook.option()).append(": ");
                        }

                        @Override
                        public void output(byte[] bytes, int length) {
                            output.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
                        }
                    },
                    Signer.none());
            assertEquals(new Outcome.Changed(Outcome.Effect.COMPILED, "", List.of()), built.outcome());
            assertEquals(List.of("foo.ko"), List.copyOf(built.modules().keySet()));
            assertEquals("build: bar", output.toString());
            side.link(FakeRoot.CELL);
            assertEquals(CellState.INSTALLED, state());
            side.unlink(FakeRoot.CELL);
            assertEquals(CellState.BUILT, state());
            side.clean(FakeRoot.CELL);
            assertEquals(CellState.ADDED, state());
        }
    }

    @Test
    void aNameThatIsNoTextArrivesAsItIs() throws IOException, InterruptedException {
        Path damaged = Path.of(URI.create(root.state.own().toUri() + "failed/a%FFb%20.json"));
        try (BuildSide side = open()) {
            Files.createDirectories(damaged.getParent());
            Files.writeString(damaged, "{");
            side.setAside(root.state.root().relativize(damaged));
            assertFalse(Files.exists(damaged));
        }
    }

    @Test
    void aFailedBuildIsAnOutcomeThereToo() throws IOException, InterruptedException {
        Path source = root.addSource(FakeRoot.FOO, "exit 7");
        try (BuildSide side = open()) {
            side.add(Steps.add(FakeRoot.FOO, source));
            Outcome outcome =
                    side.build(order(), HookListener.none(), Signer.none()).outcome();
            assertEquals(
                    "hook 'build' ended with exit status 7",
                    assertInstanceOf(Outcome.Failed.class, outcome).failure().sentence());
        }
    }

    @Test
    void aProblemWithAFileIsOneHereToo() throws IOException, InterruptedException {
        Path source = root.addSource(FakeRoot.FOO, FakeRoot.COPIES, FakeRoot.KERNEL);
        try (BuildSide side = open()) {
            side.add(Steps.add(FakeRoot.FOO, source));
            Files.delete(root.state.source(FakeRoot.FOO));
            IOException problem =
                    assertThrows(IOException.class, () -> side.build(order(), HookListener.none(), Signer.none()));
            assertTrue(
                    problem.getMessage().endsWith("foo/1.0/source: no such file or directory"), problem.getMessage());
        }
    }

    @Test
    void aBusyDirectoryIsOneHereToo() throws IOException, InterruptedException {
        BuildSide holder = root.buildSide();
        assertThrows(StateBusyException.class, this::open);
        holder.close();
    }

    @Test
    void whenTheConversationEndsTheBuildEndsAndTheLockIsGivenUp() throws IOException, InterruptedException {
        Path source = root.addSource(FakeRoot.FOO, "sleep 600");
        var conversation = new Thread2();
        BuildSide side = WorkerBuildSide.open(conversation, root.state, "a test", Duration.ZERO, holder -> {});
        side.add(Steps.add(FakeRoot.FOO, source));
        var building = new Thread(() -> {
            try {
                side.build(order(), HookListener.none(), Signer.none());
            } catch (IOException | InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        building.start();
        Thread.sleep(500);
        conversation.close();
        building.join();
        root.buildSide().close();
        assertEquals(CellState.ADDED, state());
    }
}
