package ckms.engine.store;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.AtomicWrite;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/** The lock that each writer of a state directory holds; the system gives it up when the writer's process ends. */
public final class StateLock implements AutoCloseable {
    static final String LOCK = "lock";
    /** The name of a file beside the lock, since closing the locked file would give the lock up. */
    static final String HOLDER = "lock.holder";

    /** The most bytes that tell who holds the lock. */
    static final int LIMIT = 1 << 12;

    private static final Duration POLL = Duration.ofMillis(100);
    /** The time after which the user is told who holds the lock. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a state directory.
     *
     * @param holder who takes it, for others to read
     * @param timeout how long to wait for another holder
     * @param waiting is told once who holds it, if the wait takes longer than a second
     * @throws StateBusyException if another writer still holds it after the timeout
     * @throws IOException if the files of the lock can't be made or locked
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static StateLock acquire(StateDirectory state, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        return acquire(state.own(), "the state directory " + state.root(), holder, timeout, waiting);
    }

    /**
     * Takes the lock of another folder that writers share.
     *
     * @param folder is made if it does not exist
     * @param what what sentences call the folder
     * @param holder who takes it, for others to read
     * @param timeout how long to wait for another holder
     * @param waiting is told once who holds it, if the wait takes longer than a second
     * @throws StateBusyException if another writer still holds it after the timeout
     * @throws IOException if the folder, or the files of the lock, can't be made or locked
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static StateLock acquire(Path folder, String what, String holder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        SetAside.fromPlaceOf(folder);
        FileChannel channel = open(folder.resolve(LOCK));
        try {
            if (!waitFor(channel, folder, timeout, waiting)) {
                throw new StateBusyException(what + " is in use by " + LockHolder.last(folder)
                        + "; try again later, or wait longer with --lock-timeout");
            }
            tell(folder.resolve(HOLDER), holder);
            return new StateLock(channel);
        } catch (IOException | InterruptedException | RuntimeException | Error first) {
            CleanUp.after(first, channel::close);
            throw first;
        }
    }

    /** Opens the file, or makes it; to open a pipe would wait for whoever reads it. */
    private static FileChannel open(Path lock) throws IOException {
        if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(lock.toString(), null, "is not the file of a lock; move it away");
        }
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean waitFor(FileChannel channel, Path folder, Duration timeout, Consumer<String> waiting)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean told = false;
        while (!tryLock(channel)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(timeout) >= 0) {
                return false;
            }
            if (!told && waited.compareTo(QUIET) >= 0) {
                waiting.accept(LockHolder.last(folder));
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

    /**
     * Writes who holds the lock. Nobody is named if that can't be written: whoever makes room on a full disk, or moves
     * away what stands in the file's place, needs the lock too.
     */
    private static void tell(Path holderFile, String holder) {
        try {
            AtomicWrite.text(holderFile, holder + "\n");
        } catch (IOException noRoom) {
            if (Files.isRegularFile(holderFile, LinkOption.NOFOLLOW_LINKS)) {
                CleanUp.after(noRoom, () -> Files.deleteIfExists(holderFile));
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
