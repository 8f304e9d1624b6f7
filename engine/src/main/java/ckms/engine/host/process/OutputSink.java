package ckms.engine.host.process;

import java.io.ByteArrayOutputStream;
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

    /** Keeps everything; for processes that print little. */
    static OutputSink into(ByteArrayOutputStream buffer) {
        return (bytes, length) -> buffer.write(bytes, 0, length);
    }
}
