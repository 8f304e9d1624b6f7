package ckms.engine.buildside.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An exchange as root's process sees it: the replies that have come, and how long it may still be waited for. */
final class Pending {
    /** The number of replies that may wait to be handled. */
    private static final int MOST = 1000;

    /** The longest that one wait may count for: if this process is stopped for an hour, no hour was waited. */
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** The replies; an empty one only wakes who waits. */
    private final BlockingQueue<Optional<Reply>> replies = new LinkedBlockingQueue<>();

    private final long number;
    private Duration left;

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

    void add(Reply reply) {
        replies.add(Optional.of(reply));
    }

    /** Ends a wait although there is no reply. */
    void wake() {
        replies.add(Optional.empty());
    }

    /**
     * Takes the next reply.
     *
     * @param waits whether to wait a moment for it
     * @return empty if none has come yet
     */
    Optional<Reply> poll(boolean waits) throws InterruptedException {
        long start = System.nanoTime();
        Optional<Optional<Reply>> next =
                Optional.ofNullable(replies.poll(waits ? ROUND.toMillis() : 0, TimeUnit.MILLISECONDS));
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        left = left.minus(waited.compareTo(ROUND) < 0 ? waited : ROUND);
        return next.flatMap(reply -> reply);
    }

    /** Says whether it was waited for longer than it may take. */
    boolean isOverdue() {
        return left.isNegative();
    }
}
