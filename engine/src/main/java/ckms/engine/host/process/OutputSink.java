package ckms.engine.host.process;

import java.io.IOException;

/** A receiver of what a process prints. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes the next part of the output.
     *
     * @param bytes where it is; good only until the call returns
     * @param length how many of the bytes, from the first on, are part of it
     * @throws IOException if it can't be taken; the process is ended then
     */
    void accept(byte[] bytes, int length) throws IOException;

    /** Makes a receiver that drops everything. */
    static OutputSink nowhere() {
        return (bytes, length) -> {};
    }
}
