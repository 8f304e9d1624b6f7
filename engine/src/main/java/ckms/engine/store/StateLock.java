package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/** The lock that each writer of a state directory holds. It dies with its process. */
public final class StateLock implements AutoCloseable {
    static final String LOCK = "lock";
    /** Beside the lock, since closing the locked file would give the lock up. */
    static final String HOLDER = "lock.holder";

    private static final Duration POLL = Duration.ofMillis(100);
    /** After so long the user hears whom it waits for. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param holder who takes it, for others to read
     * @param waiting hears once who holds it, when that takes long
     * @throws StateBusyException where another one still held it after the timeout
     */
    public static StateLock acquire(StateDirectory state, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        return acquire(state.own(), "the state directory " + state.root(), holder, timeout, waiting);
    }

    /**
     * Takes the lock in another folder of a writer's.
     *
     * @param what what it is of, for sentences
     */
    public static StateLock acquire(Path folder, String what, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path holderFile = folder.resolve(HOLDER);
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        boolean acquired = false;
        try {
            if (!waitFor(channel, holderFile, timeout, waiting)) {
                throw new StateBusyException(what + " is in use by " + holder(holderFile)
                        + "; try again later, or wait longer with --lock-timeout");
            }
            tell(holderFile, holder);
            acquired = true;
            return new StateLock(channel);
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
    }

    private static boolean waitFor(FileChannel channel, Path holderFile, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean told = false;
        while (!tryLock(channel)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(timeout) >= 0) {
                return false;
            }
            if (!told && waited.compareTo(QUIET) >= 0) {
                waiting.accept(holder(holderFile));
                told = true;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException anotherThreadHasIt) {
            return false;
        }
    }

    /** Where the disk is full, nobody is named; who makes room needs the lock, too. */
    private static void tell(Path holderFile, String holder) throws IOException {
        try {
            AtomicWrite.text(holderFile, holder + "\n");
        } catch (IOException noRoom) {
            Files.deleteIfExists(holderFile);
        }
    }

    /** Who holds the lock, as far as that is known. */
    private static String holder(Path holderFile) {
        try {
            return Files.readString(holderFile, StandardCharsets.UTF_8).strip();
        } catch (IOException unknown) {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
