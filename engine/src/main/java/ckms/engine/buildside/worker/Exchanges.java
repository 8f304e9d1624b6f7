package ckms.engine.buildside.worker;

import ckms.engine.host.process.Conversation;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Root's end of the conversation. It holds any number of exchanges at once; the thread that begins one waits for its
 * end.
 */
final class Exchanges implements AutoCloseable {
    /** The number of replies of one exchange that may wait to be handled. */
    private static final int MOST = 1000;

    private static final int PAUSE_MILLIS = 5;

    private final Conversation process;
    private final Lines lines;
    private final AtomicLong count = new AtomicLong();
    /** The queues in which the replies of each exchange are awaited. */
    private final Map<Long, BlockingQueue<Optional<Reply>>> awaited = new ConcurrentHashMap<>();

    private volatile boolean ended;

    Exchanges(Conversation process) {
        this.process = process;
        this.lines = new Lines(process.fromProcess(), process.toProcess());
        var reading = new Thread(this::readAll, "replies");
        reading.setDaemon(true);
        reading.start();
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
            // The same as its end.
        } catch (InterruptedException nobodyInterruptsThis) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            awaited.values().forEach(waiting -> waiting.add(Optional.empty()));
        }
    }

    /** Hands over a reply. Output is not read faster than it is handled; a reply for which nobody waits is dropped. */
    private void deliver(long exchange, BlockingQueue<Optional<Reply>> waiting, Reply reply)
            throws InterruptedException {
        while (awaited.get(exchange) == waiting && waiting.size() >= MOST) {
            Thread.sleep(PAUSE_MILLIS);
        }
        waiting.add(Optional.of(reply));
    }

    /**
     * Sends a request that takes time, and passes on the interim replies until it is done.
     *
     * @throws IOException if the process has ended
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Reply.Final ask(Request request, Hearer hearer) throws IOException, InterruptedException {
        long number = begin();
        try {
            send(number, request);
            while (true) {
                Reply reply = next(number);
                if (reply instanceof Reply.Final last) {
                    return last;
                }
                Optional<Answer> answer = ((Reply.Interim) reply).passOn(hearer);
                if (answer.isPresent()) {
                    lines.write(number, answer.get());
                }
            }
        } finally {
            awaited.remove(number);
        }
    }

    /**
     * Sends a request that takes little time, and waits for the final reply. An interrupted thread waits too:
     * afterwards the request is done, or the process has ended.
     *
     * @throws IOException if the process has ended
     */
    Reply.Final ask(Request request) throws IOException {
        long number = begin();
        boolean interrupted = false;
        try {
            send(number, request);
            while (true) {
                try {
                    if (next(number) instanceof Reply.Final last) {
                        return last;
                    }
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
        return awaited.get(number).take().orElseThrow(Exchanges::ended);
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
