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
 * Lends jobs to all makes that are running: a pipe with a name, in which there is a byte for each job that is free. A make
 * takes one for each process beyond its first, and puts it back; so the jobs go to whichever build can use them.
 *
 * <p>The protocol is that of GNU make, "Sharing Job Slots with GNU make" in its manual; make 4.3 takes a job server as
 * two open descriptors only.
 */
final class JobServer implements AutoCloseable {
    private static final int TOKEN = '+';
    /** Far more than there are jobs, and far less than a pipe holds: writing must never block. */
    private static final int MOST = 1 << 14;

    private final Path pipe;
    /** Both ends, so that it does not close when no make is running. */
    private final RandomAccessFile jobs;

    private final FileInputStream bytes;
    private final Thread collector;
    /** How many bytes are in the pipe or with makes. */
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

    /** Makes the pipe, which only its owner can use. */
    static JobServer at(Path pipe, Processes processes, String path) throws IOException, InterruptedException {
        Files.createDirectories(pipe.getParent());
        Files.deleteIfExists(pipe);
        var make = new Command(List.of("mkfifo", "-m", "600", pipe.toString()), Path.of("/"), Map.of("PATH", path));
        if (processes.run(make, OutputSink.nowhere()) != 0) {
            throw new IOException("'mkfifo " + pipe + "' failed");
        }
        return new JobServer(pipe);
    }

    /** Lends so many from now on; what is lent beyond that is taken back as the makes are done with it. */
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

    /** Makes a hook's shell open the pipe, so that its makes find it. */
    List<String> shell(String snippet) {
        return List.of("/bin/sh", "-c", "exec 8<>\"$0\" 9<>\"$0\" && exec /bin/sh -c \"$1\"", pipe.toString(), snippet);
    }

    /** What tells a make of it. */
    static String makeFlags(int most) {
        return "-j" + most + " --jobserver-auth=8,9";
    }

    /** A read of a pipe can't be interrupted, so it has a thread of its own. */
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
                    // Wakes the collector where it waits for a byte.
                    jobs.write(TOKEN);
                }
                notifyAll();
            }
        }
        Files.deleteIfExists(pipe);
    }
}
