package ckms.engine.buildside.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An exchange as root's process sees it: the replies that have come, and how long it may still be waited for. */
final class Pending {
    /** The number of replies that may wait to be handled. */
    private static final int MOST = 1000;

    /** The longest that one wait may count for: if this process is stopped for an hour, no hour was waited. */
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** The replies; an empty one only wakes who waits. */
    private final BlockingQueue<Waiting> replies = new LinkedBlockingQueue<>();

    private final AtomicLong bytes = new AtomicLong();

    private final long number;
    private Duration left;

    /** A reply, and how long the line was that it came in. */
    private record Waiting(Optional<Reply> reply, int bytes) {}

    Pending(long number, Duration longest) {
        this.number = number;
        this.left = longest;
    }

    /** Returns the number of the exchange. */
    long number() {
        return number;
    }

    /** Says whether more replies are waiting to be handled than should. */
    boolean isFull() {
        return replies.size() >= MOST;
    }

    /** Returns how many bytes the replies have that are waiting to be handled. */
    long bytes() {
        return bytes.get();
    }

    /**
     * Adds a reply.
     *
     * @param length how many bytes it has
     */
    void add(Reply reply, int length) {
        bytes.addAndGet(length);
        replies.add(new Waiting(Optional.of(reply), length));
    }

    /** Ends a wait although there is no reply. */
    void wake() {
        replies.add(new Waiting(Optional.empty(), 0));
    }

    /**
     * Takes the next reply.
     *
     * @param waits whether to wait a moment for it
     * @return empty if none has come yet
     */
    Optional<Reply> poll(boolean waits) throws InterruptedException {
        long start = System.nanoTime();
        Optional<Waiting> next = Optional.ofNullable(replies.poll(waits ? ROUND.toMillis() : 0, TimeUnit.MILLISECONDS));
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        left = left.minus(waited.compareTo(ROUND) < 0 ? waited : ROUND);
        next.ifPresent(taken -> bytes.addAndGet(-taken.bytes()));
        return next.flatMap(Waiting::reply);
    }

    /** Says whether it was waited for longer than it may take. */
    boolean isOverdue() {
        return left.isNegative();
    }
}
