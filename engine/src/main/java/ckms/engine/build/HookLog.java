package ckms.engine.build;

import ckms.engine.process.OutputSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log of a hook, which stops at a size, and the listener that hears all of it. */
final class HookLog implements OutputSink, AutoCloseable {
    /** In bytes. */
    private static final long LIMIT = 64L << 20;

    private final OutputStream file;
    private final BuildListener listener;
    private long written;

    HookLog(Path file, BuildListener listener) throws IOException {
        this.file = Files.newOutputStream(file);
        this.listener = listener;
    }

    @Override
    public void accept(byte[] bytes, int length) throws IOException {
        listener.output(bytes, length);
        int room = (int) Math.min(length, LIMIT - written);
        if (room > 0) {
            file.write(bytes, 0, room);
            written += room;
            if (written == LIMIT) {
                file.write("\n[ckms: the log ends here, at 64 MiB]\n".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
