package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildOrder;
import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.hook.HookListener;
import ckms.engine.buildside.hook.HookOrder;
import ckms.engine.buildside.sign.Signer;
import ckms.engine.host.files.FileProblem;
import ckms.engine.host.process.Conversation;
import ckms.engine.inputs.Inputs;
import ckms.engine.store.StateBusyException;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import ckms.model.run.Failure;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The build side in another process, which runs as the state directory's owner. */
public final class WorkerBuildSide implements BuildSide {
    /** How many replies of one exchange may wait to be dealt with. */
    private static final int MOST = 1000;

    private static final int PAUSE_MILLIS = 5;

    private final Conversation process;
    private final Lines lines;
    private final AtomicLong count = new AtomicLong();
    /** Where the replies of each exchange are awaited. */
    private final Map<Long, BlockingQueue<Optional<Reply>>> awaited = new ConcurrentHashMap<>();

    private volatile boolean ended;

    private WorkerBuildSide(Conversation process) {
        this.process = process;
        this.lines = new Lines(process.fromProcess(), process.toProcess());
        var reading = new Thread(this::readAll, "replies");
        reading.setDaemon(true);
        reading.start();
    }

    /**
     * Has the process take the directory's lock.
     *
     * @param waiting hears who holds the lock, when that takes long
     */
    public static BuildSide open(
            Conversation process, StateDirectory state, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        var side = new WorkerBuildSide(process);
        try {
            var open = new Request.Open(state.root(), holder, timeout.toMillis());
            side.exchange(open, HookListener.none(), waiting, Signer.none());
            return side;
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    private void readAll() {
        try {
            for (var next = lines.read(Reply.class); next.isPresent(); next = lines.read(Reply.class)) {
                BlockingQueue<Optional<Reply>> waiting = awaited.get(next.get().exchange());
                if (waiting != null) {
                    deliver(next.get().exchange(), waiting, next.get().message());
                }
            }
        } catch (IOException theConversationIsOver) {
            // As at its end.
        } catch (InterruptedException nobodyInterruptsThis) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            awaited.values().forEach(waiting -> waiting.add(Optional.empty()));
        }
    }

    /** Output is not read faster than it is printed; what nobody waits for any more is dropped. */
    private void deliver(long exchange, BlockingQueue<Optional<Reply>> waiting, Reply reply)
            throws InterruptedException {
        while (awaited.get(exchange) == waiting && waiting.size() >= MOST) {
            Thread.sleep(PAUSE_MILLIS);
        }
        waiting.add(Optional.of(reply));
    }

    @Override
    public Outcome add(PackageId pkg, Path source, String recipe, String owner, boolean isProtected)
            throws IOException {
        return ask(new Request.Add(pkg, source, recipe, owner, isProtected));
    }

    @Override
    public Outcome adopt(PackageId pkg, List<Kernel> kernels, String owner, boolean isProtected) throws IOException {
        return ask(new Request.Adopt(pkg, kernels, owner, isProtected));
    }

    @Override
    public void refresh(Cell cell, Inputs inputs) throws IOException {
        ask(new Request.Refresh(cell, inputs));
    }

    @Override
    public void lend(int jobs) throws IOException {
        ask(new Request.Lend(jobs));
    }

    @Override
    public Outcome build(BuildOrder order, HookListener listener, Signer signer)
            throws IOException, InterruptedException {
        return outcome(exchange(new Request.Build(order, listener.hearsOutput()), listener, holder -> {}, signer));
    }

    @Override
    public Optional<Failure> run(HookOrder order, HookListener listener) throws IOException, InterruptedException {
        Reply reply = exchange(new Request.Run(order, listener.hearsOutput()), listener, holder -> {}, Signer.none());
        return reply instanceof Reply.HookFailed failed ? Optional.of(failed.failure()) : Optional.empty();
    }

    @Override
    public Outcome clean(Cell cell) throws IOException {
        return ask(new Request.Clean(cell));
    }

    @Override
    public Outcome remove(PackageId pkg) throws IOException {
        return ask(new Request.Remove(pkg));
    }

    @Override
    public Outcome collect(Set<String> releases, long cacheBytes) throws IOException {
        return ask(new Request.Collect(releases, cacheBytes));
    }

    @Override
    public void link(Cell cell) throws IOException {
        ask(new Request.Link(cell));
    }

    @Override
    public void unlink(Cell cell) throws IOException {
        ask(new Request.Unlink(cell));
    }

    /** What takes no time is waited for even by who was interrupted: it is done, or the process is gone. */
    private Outcome ask(Request request) throws IOException {
        long number = begin();
        boolean interrupted = false;
        try {
            send(number, request);
            while (true) {
                try {
                    return outcome(last(next(number)));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            awaited.remove(number);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Outcome outcome(Reply reply) {
        return ((Reply.Done) reply).outcome();
    }

    private long begin() {
        long number = count.incrementAndGet();
        BlockingQueue<Optional<Reply>> waiting = new LinkedBlockingQueue<>();
        awaited.put(number, waiting);
        if (ended) {
            waiting.add(Optional.empty());
        }
        return number;
    }

    private void send(long number, Request request) throws IOException {
        if (ended) {
            throw ended();
        }
        lines.write(number, request);
    }

    private Reply next(long number) throws IOException, InterruptedException {
        return awaited.get(number).take().orElseThrow(WorkerBuildSide::ended);
    }

    /** Hears the interim replies; returns the final one. */
    private Reply exchange(Request request, HookListener listener, Consumer<String> waiting, Signer signer)
            throws IOException, InterruptedException {
        long number = begin();
        try {
            send(number, request);
            while (true) {
                Reply reply = next(number);
                if (reply instanceof Reply.Waiting other) {
                    waiting.accept(other.holder());
                } else if (reply instanceof Reply.HookStarted hook) {
                    listener.hookStarted(hook.hook());
                } else if (reply instanceof Reply.Output output) {
                    byte[] bytes = output.latin1().getBytes(StandardCharsets.ISO_8859_1);
                    listener.output(bytes, bytes.length);
                } else if (reply instanceof Reply.Sign sign) {
                    lines.write(number, answer(sign, signer));
                } else {
                    return last(reply);
                }
            }
        } finally {
            awaited.remove(number);
        }
    }

    private static Reply last(Reply reply) throws IOException {
        if (reply instanceof Reply.Busy busy) {
            throw new StateBusyException(busy.sentence());
        }
        if (reply instanceof Reply.Broken broken) {
            throw new IOException(broken.sentence());
        }
        return reply;
    }

    private static Request answer(Reply.Sign sign, Signer signer) throws InterruptedException {
        try {
            return signer.sign(sign.module()).<Request>map(Request.Signed::new).orElseGet(Request.NotSigned::new);
        } catch (IOException failed) {
            return new Request.SigningFailed(FileProblem.sentence(failed));
        }
    }

    private static IOException ended() {
        return new IOException("the process that works as the state directory's owner ended before its time: it was"
                + " killed, as where memory runs out, or that user can't read ckms and the Java it runs on; what it said"
                + " stands above, if it did");
    }

    @Override
    public void close() {
        process.close();
    }
}
