package ckms.engine.host.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The conversation with a process of this host. */
final class Talk implements Conversation {
    /** How long a process gets to end by itself once its input has ended. */
    private static final long TIDY_SECONDS = 6;

    /** How long the system gets to take note that a process was killed. */
    private static final long KILLED_SECONDS = 2;

    private final Process process;
    private final Tail errors;
    private final Consumer<Talk> closed;

    /** Makes the conversation with a process whose outputs are pipes; {@code closed} hears that it is over. */
    Talk(Process process, Consumer<Talk> closed) {
        this.process = process;
        this.errors = new Tail(process.getErrorStream());
        this.closed = closed;
    }

    @Override
    public InputStream fromProcess() {
        return process.getInputStream();
    }

    @Override
    public OutputStream toProcess() {
        return process.getOutputStream();
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public String said() {
        return errors.line();
    }

    @Override
    public void kill() {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(0, process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        hasEnded(KILLED_SECONDS);
        // What detached itself from the process is no descendant of it any more, but has its mark.
        RunMark.endLeftOver();
    }

    /** Begins to close the conversation, and does not wait for that. */
    void hangUp() {
        inBackground(this::close);
    }

    @Override
    public void close() {
        // In the background, since a process that was stopped, or whose input somebody else holds, may let it wait.
        inBackground(this::endInput);
        if (!hasEnded(TIDY_SECONDS)) {
            HostProcesses.end(List.of(process));
        }
        closed.accept(this);
    }

    private void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }

    /** Waits for the end of the process; an interruption has to wait for that too. */
    private boolean hasEnded(long seconds) {
        boolean interrupted = Thread.interrupted();
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return !process.isAlive();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void inBackground(Runnable task) {
        var thread = new Thread(task, "hanging up");
        thread.setDaemon(true);
        thread.start();
    }
}
