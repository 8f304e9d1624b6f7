package ckms.engine.host.process;

import java.io.IOException;

/** Takes what a process prints. */
@FunctionalInterface
public interface OutputSink {
    /** Takes the first {@code length} bytes, which are only good until it returns. */
    void accept(byte[] bytes, int length) throws IOException;

    /** Takes nothing. */
    static OutputSink nowhere() {
        return (bytes, length) -> {};
    }
}
