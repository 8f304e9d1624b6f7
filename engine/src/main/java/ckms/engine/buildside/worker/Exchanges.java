package ckms.engine.buildside.worker;

import ckms.engine.host.process.Conversation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Root's end of the conversation. It holds any number of exchanges at once; the thread that begins one waits for its
 * end. Whoever runs the process may have it say anything or nothing: what no ckms says, silence, and what takes too long
 * end the conversation, and the process.
 */
final class Exchanges implements AutoCloseable {
    private static final int PAUSE_MILLIS = 5;

    /** The bytes of the replies that may wait to be handled, after which none is added. */
    private static final long MOST_BYTES = 8 << 20;

    private static final ThreadFactory THREADS = task -> {
        var thread = new Thread(task, "conversation");
        thread.setDaemon(true);
        return thread;
    };

    private final Conversation process;
    private final Lines lines;
    private final Pulse pulse;
    /** Writes, so that nobody has to wait for a process that reads nothing. */
    private final ExecutorService writing = Executors.newSingleThreadExecutor(THREADS);

    private final AtomicLong count = new AtomicLong();
    private final Map<Long, Pending> awaited = new ConcurrentHashMap<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    /** Why the conversation is over; empty until it is. */
    private volatile Optional<String> why = Optional.empty();

    /**
     * Begins a conversation.
     *
     * @param patience how long the process may be silent
     */
    Exchanges(Conversation process, Duration patience) {
        this.process = process;
        this.lines = new Lines(process.fromProcess(), process.toProcess());
        this.pulse = new Pulse(process, patience);
        THREADS.newThread(this::readAll).start();
        THREADS.newThread(() -> watch(patience)).start();
    }

    private void readAll() {
        try {
            while (true) {
                pulse.listen(true);
                Optional<Lines.Numbered<Reply>> next = lines.read(Reply.class);
                pulse.listen(false);
                if (next.isEmpty()) {
                    break;
                }
                deliver(next.get());
            }
            end(this::early);
        } catch (NotOursException forged) {
            end(() -> "was ended, since it said what no ckms says: " + forged.getMessage());
        } catch (IOException notReadable) {
            end(this::early);
        } catch (InterruptedException nobodyInterruptsThis) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            // Errors too, such as too little memory: otherwise those who wait would wait for ever.
            end(() -> "was ended, since what it said could not be taken: " + broken);
        }
    }

    /** Hands over a reply. Output is not read faster than it is handled; a reply for which nobody waits is dropped. */
    private void deliver(Lines.Numbered<Reply> reply) throws InterruptedException, NotOursException {
        long exchange = reply.exchange();
        if (exchange < 0 || exchange > count.get()) {
            throw new NotOursException("a reply that nothing was asked for");
        }
        Optional<Pending> waiting = Optional.ofNullable(awaited.get(exchange));
        if (waiting.isPresent()) {
            while (awaited.containsKey(exchange) && isFull(waiting.get())) {
                Thread.sleep(PAUSE_MILLIS);
            }
            waiting.get().add(reply.message(), reply.length());
        }
    }

    /** Says whether more is waiting to be handled, in one exchange or in all of them, than should. */
    private boolean isFull(Pending pending) {
        return pending.isFull()
                || awaited.values().stream().mapToLong(Pending::bytes).sum() >= MOST_BYTES;
    }

    private void watch(Duration patience) {
        try {
            if (pulse.awaitEnd()) {
                end(this::early);
            } else {
                end(() -> "was not heard of for " + patience.toSeconds()
                        + " seconds, as if a hook had stopped it, and was ended");
            }
        } catch (InterruptedException nobodyInterruptsThis) {
            Thread.currentThread().interrupt();
        }
    }

    private String early() {
        String said = process.said();
        return "ended before its time: it was killed, as where memory runs out, or that user can't read ckms and the"
                + " Java it runs on" + (said.isEmpty() ? "" : "; it said: " + said);
    }

    /** Ends the conversation, and the process if it was not over yet, for a reason that those who wait are told. */
    private void end(Supplier<String> reason) {
        if (finish(reason)) {
            process.kill();
        }
    }

    /** Notes that the conversation is over; says whether it was not over before. */
    private boolean finish(Supplier<String> reason) {
        boolean first = isOver.compareAndSet(false, true);
        if (first) {
            why = Optional.of(reason.get());
            awaited.values().forEach(Pending::wake);
        }
        return first;
    }

    /**
     * Sends a request that takes time, and passes on the interim replies until it is done.
     *
     * @throws IOException if the process has ended, or had to be ended
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    Reply.Final ask(Request request, Hearer hearer) throws IOException, InterruptedException {
        Pending pending = begin(request);
        try {
            send(pending.number(), request);
            while (true) {
                Optional<Reply.Final> last = next(pending, request, hearer);
                if (last.isPresent()) {
                    return last.get();
                }
            }
        } finally {
            awaited.remove(pending.number());
        }
    }

    /**
     * Sends a request that takes little time, and waits for the final reply. An interrupted thread waits too:
     * afterwards the request is done, or the process has ended.
     *
     * @throws IOException if the process has ended, or had to be ended
     */
    Reply.Final ask(Request request) throws IOException {
        Pending pending = begin(request);
        boolean interrupted = false;
        try {
            send(pending.number(), request);
            while (true) {
                try {
                    Optional<Reply.Final> last = next(pending, request, Hearer.none());
                    if (last.isPresent()) {
                        return last.get();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            awaited.remove(pending.number());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Pending begin(Request request) {
        var pending = new Pending(count.incrementAndGet(), request.longest());
        awaited.put(pending.number(), pending);
        return pending;
    }

    private void send(long number, Message message) throws IOException {
        if (why.isPresent()) {
            throw over();
        }
        byte[] line = Lines.line(number, message);
        writing.execute(() -> {
            try {
                lines.write(line);
            } catch (IOException notWritable) {
                end(this::early);
            } catch (RuntimeException | Error broken) {
                end(() -> "was ended, since it could not be told what to do: " + broken);
            }
        });
    }

    /** Waits a moment for the next reply, and passes on an interim one; empty if the final one has not come yet. */
    private Optional<Reply.Final> next(Pending pending, Request request, Hearer hearer)
            throws IOException, InterruptedException {
        boolean ended = why.isPresent();
        Optional<Reply> reply = pending.poll(!ended);
        if (reply.isEmpty() && ended) {
            throw over();
        }
        if (reply.isEmpty() && pending.isOverdue()) {
            end(() -> "was ended, since it took longer than the "
                    + request.longest().toHours() + " hours that this may take at most");
        }
        if (reply.isPresent() && reply.get() instanceof Reply.Interim interim) {
            Optional<Answer> answer = interim.passOn(hearer);
            if (answer.isPresent()) {
                send(pending.number(), answer.get());
            }
        }
        Optional<Reply.Final> last = reply.filter(Reply.Final.class::isInstance).map(Reply.Final.class::cast);
        if (last.isPresent() && !request.endsWith(last.get())) {
            end(() -> "was ended, since it said what no ckms says: the answer to another question");
            throw over();
        }
        return last;
    }

    private IOException over() {
        return new IOException("the process that works as the state directory's owner " + why.orElse("has ended"));
    }

    @Override
    public void close() {
        finish(() -> "has ended");
        process.close();
    }
}
