package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.LocalBuildSide;
import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.store.StateBusyException;
import ckms.engine.store.StateDirectory;
import ckms.model.run.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The process that root starts as the state directory's owner. It handles each request in a thread of its own. When
 * root's process has ended, the worker ends too, with all that it started.
 */
public final class Worker {
    private static final long TIDY_SECONDS = 10;
    private static final long PULSE_SECONDS = 5;

    private final Host host;
    private final Lines lines;
    private final ExecutorService exchanging = Executors.newCachedThreadPool();
    private final Map<Long, Exchange> exchanges = new ConcurrentHashMap<>();
    private Optional<BuildSide> side = Optional.empty();

    private Worker(Host host, InputStream in, OutputStream out) {
        this.host = host;
        this.lines = new Lines(in, out);
    }

    /**
     * Handles requests until there are no more, and then interrupts those that are not done.
     *
     * @param in the requests
     * @param out takes the replies
     * @throws IOException if a request can't be read, or the lock can't be given up
     */
    public static void serve(Host host, InputStream in, OutputStream out) throws IOException {
        new Worker(host, in, out).run();
    }

    private void run() throws IOException {
        var pulse = new Thread(this::tellThatThisIsAlive, "pulse");
        pulse.setDaemon(true);
        pulse.start();
        try {
            for (var next = lines.read(Message.class); next.isPresent(); next = lines.read(Message.class)) {
                take(next.get().exchange(), next.get().message());
            }
        } finally {
            exchanging.shutdownNow();
            host.processes().endAll();
            awaitAll();
            if (side().isPresent()) {
                side().get().close();
            }
        }
    }

    private void tellThatThisIsAlive() {
        try {
            while (true) {
                lines.write(0, new Reply.Alive());
                TimeUnit.SECONDS.sleep(PULSE_SECONDS);
            }
        } catch (IOException | InterruptedException rootIsGone) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins a request, or hands over an answer; an answer that nobody awaits is dropped. */
    private void take(long number, Message message) {
        if (message instanceof Request request) {
            var exchange = new Exchange(number, lines);
            exchanges.put(number, exchange);
            exchanging.execute(() -> answer(exchange, request));
        } else if (message instanceof Answer answer) {
            Optional.ofNullable(exchanges.get(number)).ifPresent(exchange -> exchange.take(answer));
        }
    }

    private void awaitAll() {
        try {
            if (!exchanging.awaitTermination(TIDY_SECONDS, TimeUnit.SECONDS)) {
                host.processes().endAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Exchange exchange, Request request) {
        try {
            exchange.end(reply(exchange, request));
        } catch (IOException rootIsGone) {
            // There is nobody to tell.
        } catch (InterruptedException rootIsGone) {
            Thread.currentThread().interrupt();
        } finally {
            exchanges.remove(exchange.number());
        }
    }

    private Reply.Final reply(Exchange exchange, Request request) throws InterruptedException {
        try {
            return request instanceof Request.Open open
                    ? open(open, exchange)
                    : ((Request.OfBuildSide) request).perform(side().orElseThrow(), exchange);
        } catch (StateBusyException busy) {
            return new Reply.Busy(busy.getMessage());
        } catch (IOException | RuntimeException | Error problem) {
            // Errors too, such as too little memory: otherwise root would wait for a reply for ever.
            return FileProblem.in(problem)
                    .map(known -> new Reply.Broken(FileProblem.kind(known), FileProblem.sentence(known)))
                    .orElseGet(() -> new Reply.Broken(
                            FailureKind.OTHER, "this is a fault in ckms, please report it: " + problem));
        }
    }

    private synchronized Optional<BuildSide> side() {
        return side;
    }

    private Reply.Final open(Request.Open open, Exchange exchange) throws IOException, InterruptedException {
        BuildSide opened = LocalBuildSide.open(
                host, new StateDirectory(open.state()), open.holder(), open.timeout(), exchange::tellWaiting);
        synchronized (this) {
            side = Optional.of(opened);
        }
        return new Reply.Opened(opened.settlement());
    }
}
