package ckms.engine.host.process;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A running process that this one talks to. Closing it ends the process's input, and waits until the process has ended;
 * a process that takes too long for that is ended.
 */
public interface Conversation extends AutoCloseable {
    /** Returns the stream of what the process prints. */
    InputStream fromProcess();

    /** Returns the stream of what the process reads. */
    OutputStream toProcess();

    @Override
    void close();
}
