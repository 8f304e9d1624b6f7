package ckms.engine.buildside;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.OutputSink;
import ckms.engine.host.process.Processes;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Lends jobs to all running makes, through a named pipe that holds one byte for each free job. A make takes a byte for
 * each process beyond its first, and puts it back afterwards; so the jobs go to whichever build can use them.
 *
 * <p>The protocol is that of GNU make, "Sharing Job Slots with GNU make" in its manual; make 4.3 accepts a job server
 * only as two open file descriptors.
 */
final class JobServer implements AutoCloseable {
    private static final int TOKEN = '+';
    /**
     * The most bytes in the pipe: far more than there are jobs, and far less than a pipe holds, so writing never
     * blocks.
     */
    private static final int MOST = 1 << 14;

    private final Path pipe;
    /** Both ends of the pipe, so that it does not close when no make is running. */
    private final RandomAccessFile jobs;

    private final FileInputStream bytes;
    private final Thread collector;
    /** The number of bytes that are in the pipe or with makes. */
    private int lent;

    private int wanted;
    private boolean closed;

    private JobServer(Path pipe) throws IOException {
        this.pipe = pipe;
        this.jobs = new RandomAccessFile(pipe.toFile(), "rw");
        this.bytes = new FileInputStream(jobs.getFD());
        this.collector = new Thread(this::collect, "job server");
        collector.setDaemon(true);
        collector.start();
    }

    /** Makes a job server and its pipe, which only its owner can use. */
    static JobServer at(Path pipe, Processes processes, String path) throws IOException, InterruptedException {
        Files.createDirectories(pipe.getParent());
        Files.deleteIfExists(pipe);
        var make = new Command(List.of("mkfifo", "-m", "600", pipe.toString()), Path.of("/"), Map.of("PATH", path));
        if (processes.run(make, OutputSink.nowhere()) != 0) {
            throw new IOException("'mkfifo " + pipe + "' failed");
        }
        return new JobServer(pipe);
    }

    /** Lends a number of jobs from now on; jobs beyond it are taken back when makes put them back. */
    synchronized void lend(int count) throws IOException {
        wanted = count;
        while (lent < wanted) {
            if (bytes.available() > MOST) {
                throw new IOException(pipe + " is full of what no ckms put there");
            }
            jobs.write(TOKEN);
            lent++;
        }
        notifyAll();
    }

    /** Makes the command that runs a hook in a shell with the pipe open, so that the hook's makes find it. */
    List<String> shell(String snippet) {
        return List.of("/bin/sh", "-c", "exec 8<>\"$0\" 9<>\"$0\" && exec /bin/sh -c \"$1\"", pipe.toString(), snippet);
    }

    /** Makes the {@code MAKEFLAGS} that tell a make of the job server, and the most jobs that it may run. */
    static String makeFlags(int most) {
        return "-j" + most + " --jobserver-auth=8,9";
    }

    /** Takes back jobs beyond those wanted, in a thread of its own, since a read of a pipe can't be interrupted. */
    private void collect() {
        try (jobs) {
            while (awaitSurplus()) {
                if (jobs.read() >= 0) {
                    taken();
                }
            }
        } catch (IOException | InterruptedException closedMeanwhile) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitSurplus() throws InterruptedException {
        while (lent <= wanted && !closed) {
            wait();
        }
        return !closed;
    }

    private synchronized void taken() throws IOException {
        lent--;
        // More may have been asked for while this was waiting to take one back.
        lend(wanted);
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                if (bytes.available() == 0) {
                    // Wakes the collector if it waits for a byte.
                    jobs.write(TOKEN);
                }
                notifyAll();
            }
        }
        Files.deleteIfExists(pipe);
    }
}
