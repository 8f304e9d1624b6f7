package ckms.engine.buildside.worker;

import ckms.engine.buildside.BuildSide;
import ckms.engine.buildside.LocalBuildSide;
import ckms.engine.host.Host;
import ckms.engine.host.files.FileProblem;
import ckms.engine.store.StateBusyException;
import ckms.engine.store.StateDirectory;
import ckms.engine.store.StateLock;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The process that root starts as the state directory's owner: does what it is asked, each exchange in a thread of its
 * own. When root's process is gone, it ends, with all that it started.
 */
public final class Worker {
    private static final long TIDY_SECONDS = 10;

    private final Host host;
    private final Lines lines;
    private final ExecutorService exchanging = Executors.newCachedThreadPool();
    private final Map<Long, Exchange> exchanges = new ConcurrentHashMap<>();
    private Optional<BuildSide> side = Optional.empty();

    private Worker(Host host, InputStream in, OutputStream out) {
        this.host = host;
        this.lines = new Lines(in, out);
    }

    /** Serves requests until there are no more, and interrupts what it does when they end. */
    public static void serve(Host host, InputStream in, OutputStream out) throws IOException {
        new Worker(host, in, out).run();
    }

    private void run() throws IOException {
        try {
            for (var next = lines.read(Request.class); next.isPresent(); next = lines.read(Request.class)) {
                long number = next.get().exchange();
                Request request = next.get().message();
                Exchange going = exchanges.get(number);
                if (going == null) {
                    var exchange = new Exchange(number, lines);
                    exchanges.put(number, exchange);
                    exchanging.execute(() -> answer(exchange, request));
                } else {
                    going.answered(request);
                }
            }
        } finally {
            exchanging.shutdownNow();
            host.processes().endAll();
            awaitAll();
            if (open().isPresent()) {
                open().get().close();
            }
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
            exchange.last(reply(exchange, request));
        } catch (IOException rootIsGone) {
            // There is nobody to tell.
        } catch (InterruptedException rootIsGone) {
            Thread.currentThread().interrupt();
        } finally {
            exchanges.remove(exchange.number());
        }
    }

    private Reply reply(Exchange exchange, Request request) throws InterruptedException {
        try {
            return request instanceof Request.Open open
                    ? open(open, exchange)
                    : exchange.perform(open().orElseThrow(), request);
        } catch (UncheckedIOException problem) {
            return new Reply.Broken(FileProblem.sentence(problem.getCause()));
        } catch (IOException problem) {
            return new Reply.Broken(FileProblem.sentence(problem));
        } catch (RuntimeException | Error fault) {
            // Errors too, as of too little memory: else root would wait for an answer forever.
            return new Reply.Broken("this is a fault in ckms, please report it: " + fault);
        }
    }

    private synchronized Optional<BuildSide> open() {
        return side;
    }

    private Reply open(Request.Open open, Exchange exchange) throws IOException, InterruptedException {
        try {
            var state = new StateDirectory(open.state());
            StateLock lock =
                    StateLock.acquire(state, open.holder(), Duration.ofMillis(open.timeoutMillis()), exchange::waiting);
            opened(new LocalBuildSide(host, state, lock));
            return new Reply.Done(new Outcome.Changed(""));
        } catch (StateBusyException busy) {
            return new Reply.Busy(busy.getMessage());
        }
    }

    private synchronized void opened(BuildSide opened) {
        side = Optional.of(opened);
    }
}
