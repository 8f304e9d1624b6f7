package ckms.engine.host.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens files of which somebody else may make pipes meanwhile, or which he may keep others from opening. To open a pipe
 * waits for its writer, perhaps for ever, and Java can't open a file without waiting. So another thread opens it, and
 * whoever needs the file gives up after a while. A thread that was given up ends when its pipe gets a writer, or else
 * with the process; there are only a few of them for one folder, since no further file of it is opened then, and others
 * are, until there are too many of them in all.
 */
final class Opening {
    /** For all files of this process; in the worst case it waits for 20 seconds for a folder, and 200 in all. */
    static final Opening IN_TIME = new Opening(4, 40, Duration.ofSeconds(5));

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "opening");
        thread.setDaemon(true);
        return thread;
    });
    private final int most;
    private final int mostInAll;
    private final Duration limit;
    /** The files whose threads were given up, in order; the same may be there twice. */
    private final List<Path> givenUp = new CopyOnWriteArrayList<>();

    /**
     * Makes a way to open files.
     *
     * @param most the most threads that may be given up for the files of one folder
     * @param mostInAll the most threads that may be given up in all
     * @param limit how long to wait for a file
     */
    Opening(int most, int mostInAll, Duration limit) {
        this.most = most;
        this.mostInAll = mostInAll;
        this.limit = limit;
    }

    /** How a file is opened, in a thread that may never come back from it. */
    @FunctionalInterface
    interface Attempt {
        SeekableByteChannel open() throws IOException;
    }

    /**
     * Opens what was a regular file a moment ago.
     *
     * @param shown the file's path, for errors
     * @return the opened file, which can be read without waiting
     * @throws IOException if the file can't be opened, or is a pipe by now; also if the thread is interrupted
     */
    SeekableByteChannel open(Path shown, Attempt attempt) throws IOException {
        refuseIfTooMany(shown);
        var opened = new CompletableFuture<SeekableByteChannel>();
        threads.execute(() -> complete(opened, shown, attempt));
        try {
            return opened.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException waitsForAWriter) {
            giveUp(opened, shown);
            throw new FileSystemException(
                    shown.toString(),
                    null,
                    "could not be opened within " + limit.toSeconds() + " seconds, as where it became a pipe");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException problem ? problem : new IOException(e.getCause());
        } catch (InterruptedException e) {
            giveUp(opened, shown);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening " + shown);
        }
    }

    private void refuseIfTooMany(Path shown) throws FileSystemException {
        List<Path> beside = givenUp.stream()
                .filter(file -> Objects.equals(file.getParent(), shown.getParent()))
                .toList();
        List<Path> all = List.copyOf(givenUp);
        if (beside.size() >= most || all.size() >= mostInAll) {
            throw new FileSystemException(
                    shown.toString(),
                    null,
                    "is not opened, since too many files could not be opened in time: "
                            + (beside.isEmpty() ? all : beside).get(0) + " and others; look at what they are");
        }
    }

    /** Runs in a thread of its own; what is opened when nobody waits any more is closed at once. */
    private void complete(CompletableFuture<SeekableByteChannel> opened, Path shown, Attempt attempt) {
        try {
            SeekableByteChannel file = regular(attempt.open(), shown);
            if (!opened.complete(file)) {
                close(file);
            }
        } catch (IOException | RuntimeException | Error problem) {
            opened.completeExceptionally(problem);
        }
        if (opened.isCancelled()) {
            givenUp.remove(shown);
        }
    }

    /** Leaves the thread alone with what it opens; it may have done so this moment. */
    private void giveUp(CompletableFuture<SeekableByteChannel> opened, Path shown) {
        givenUp.add(shown);
        if (!opened.cancel(false)) {
            givenUp.remove(shown);
            if (!opened.isCompletedExceptionally()) {
                close(opened.join());
            }
        }
    }

    /** Refuses a pipe that has a writer, which is opened at once: unlike a file, it has no position. */
    private static SeekableByteChannel regular(SeekableByteChannel opened, Path shown) throws IOException {
        try {
            opened.position();
            return opened;
        } catch (IOException noPosition) {
            close(opened);
            throw noFileAnyMore(shown);
        }
    }

    private static void close(SeekableByteChannel file) {
        try {
            file.close();
        } catch (IOException nothingWasWritten) {
            return;
        }
    }

    private static FileSystemException noFileAnyMore(Path shown) {
        return new FileSystemException(shown.toString(), null, "is no longer a regular file");
    }
}
