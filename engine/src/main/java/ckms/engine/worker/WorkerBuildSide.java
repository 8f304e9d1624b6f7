package ckms.engine.worker;

import ckms.engine.build.BuildListener;
import ckms.engine.build.BuildOrder;
import ckms.engine.build.BuildSide;
import ckms.engine.process.Conversation;
import ckms.engine.state.StateBusyException;
import ckms.engine.state.StateDirectory;
import ckms.model.Cell;
import ckms.model.PackageId;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The build side in another process, which runs as the state directory's owner. */
public final class WorkerBuildSide implements BuildSide {
    private final Conversation process;
    private final Lines lines;

    private WorkerBuildSide(Conversation process) {
        this.process = process;
        this.lines = new Lines(process.fromProcess(), process.toProcess());
    }

    /**
     * Has the process take the directory's lock.
     *
     * @param waiting hears who holds the lock, when that takes long
     */
    public static BuildSide open(
            Conversation process, StateDirectory state, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException {
        var side = new WorkerBuildSide(process);
        try {
            side.lines.write(new Request.Open(state.root(), holder, timeout.toMillis()));
            side.await(BuildListener.none(), waiting);
            return side;
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    @Override
    public Outcome add(PackageId pkg, Path source, String recipe) throws IOException {
        return ask(new Request.Add(pkg, source, recipe), BuildListener.none());
    }

    @Override
    public Outcome build(BuildOrder order, BuildListener listener) throws IOException {
        return ask(new Request.Build(order), listener);
    }

    @Override
    public Outcome clean(Cell cell) throws IOException {
        return ask(new Request.Clean(cell), BuildListener.none());
    }

    @Override
    public void link(Cell cell) throws IOException {
        ask(new Request.Link(cell), BuildListener.none());
    }

    @Override
    public void unlink(Cell cell) throws IOException {
        ask(new Request.Unlink(cell), BuildListener.none());
    }

    private Outcome ask(Request request, BuildListener listener) throws IOException {
        lines.write(request);
        return await(listener, holder -> {});
    }

    private Outcome await(BuildListener listener, Consumer<String> waiting) throws IOException {
        while (true) {
            Optional<Reply> reply = lines.read(Reply.class);
            if (reply.isEmpty()) {
                throw new IOException(
                        "the process that works as the state directory's owner ended before its time; what it"
                                + " said stands above, if it did; that user must be able to read ckms and the Java it runs on");
            }
            if (reply.get() instanceof Reply.Done done) {
                return done.outcome();
            } else if (reply.get() instanceof Reply.Busy busy) {
                throw new StateBusyException(busy.sentence());
            } else if (reply.get() instanceof Reply.Broken broken) {
                throw new IOException(broken.sentence());
            } else if (reply.get() instanceof Reply.Waiting other) {
                waiting.accept(other.holder());
            } else if (reply.get() instanceof Reply.HookStarted hook) {
                listener.hookStarted(hook.hook());
            } else if (reply.get() instanceof Reply.Output output) {
                byte[] bytes = output.latin1().getBytes(StandardCharsets.ISO_8859_1);
                listener.output(bytes, bytes.length);
            }
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
