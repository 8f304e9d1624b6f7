package ckms.engine.buildside.hook;

import ckms.engine.host.files.Tree;
import ckms.engine.host.process.OutputSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The log of a hook, which ends at 64 MiB; a listener hears all that the hook prints. */
final class HookLog implements OutputSink, AutoCloseable {
    /** The most bytes of output that a log keeps. */
    private static final long LIMIT = 64L << 20;

    private final Path file;
    private final OutputStream out;
    private final HookListener listener;
    private long written;

    /** Makes the file anew: a hook before may have put a pipe there, which would be waited for, or a link. */
    HookLog(Path file, HookListener listener) throws IOException {
        Tree.remove(file);
        this.file = file;
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.listener = listener;
    }

    @Override
    public void accept(byte[] bytes, int length) throws IOException {
        listener.output(bytes, length);
        int room = (int) Math.min(length, LIMIT - written);
        if (room > 0) {
            write(bytes, room);
            written += room;
            if (written == LIMIT) {
                byte[] end = "\n[ckms: the log ends here, at 64 MiB]\n".getBytes(StandardCharsets.UTF_8);
                write(end, end.length);
            }
        }
    }

    /** Writes to the log, and names the file if that fails; Java does not name it if the disk is full. */
    private void write(byte[] bytes, int length) throws IOException {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
