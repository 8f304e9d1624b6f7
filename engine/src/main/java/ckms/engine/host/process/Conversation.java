package ckms.engine.host.process;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A running process that this one talks to, and that has none of this one's files: its input and both its outputs are
 * pipes. Closing it ends the process's input, and waits until the process has ended; a process that takes too long for
 * that is ended.
 */
public interface Conversation extends AutoCloseable {
    /** Returns the stream of what the process prints. */
    InputStream fromProcess();

    /** Returns the stream of what the process reads; a write waits for as long as the process reads nothing. */
    OutputStream toProcess();

    /** Says whether the process still runs; one that was stopped does. */
    boolean isRunning();

    /** Returns the end of what the process printed to its standard error, on one line. */
    String said();

    /** Kills the process and what it started, stopped or not; returns within seconds. */
    void kill();

    /** Ends the conversation; returns within seconds, whatever the process does. */
    @Override
    void close();
}
