package ckms.engine.host.process;

import java.io.InputStream;
import java.io.OutputStream;

/** A running process that is talked to. Closing it ends its input and waits until it has ended. */
public interface Conversation extends AutoCloseable {
    /** What the process prints. */
    InputStream fromProcess();

    /** What the process reads. */
    OutputStream toProcess();

    @Override
    void close();
}
