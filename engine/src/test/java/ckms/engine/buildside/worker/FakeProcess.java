package ckms.engine.buildside.worker;

import ckms.engine.host.process.Conversation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A process in whose place somebody else speaks: it says what it is told once it has read a line. */
final class FakeProcess implements Conversation {
    final CountDownLatch killed = new CountDownLatch(1);
    private final PipedInputStream fromProcess = new PipedInputStream(1 << 16);
    private final PipedOutputStream toProcess = new PipedOutputStream();
    /** Whether there is no memory to read what it says. */
    volatile boolean failing;

    private volatile boolean running = true;

    /** What it does with the first request, after which its output stays open. */
    @FunctionalInterface
    interface Act {
        void act(OutputStream out, FakeProcess self) throws IOException;
    }

    FakeProcess(Act act) throws IOException {
        var in = new BufferedReader(
                new InputStreamReader(new PipedInputStream(toProcess, 1 << 16), StandardCharsets.UTF_8));
        var out = new PipedOutputStream(fromProcess);
        var thread = new Thread(() -> {
            try {
                in.readLine();
                act.act(out, this);
                out.flush();
                killed.await();
            } catch (IOException | InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** One that says a text. */
    static FakeProcess saying(String text) throws IOException {
        return new FakeProcess((out, self) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Ends, while somebody else holds its output. */
    void end() {
        running = false;
    }

    boolean isKilled() {
        return killed.getCount() == 0;
    }

    @Override
    public InputStream fromProcess() {
        return failing
                ? new InputStream() {
                    @Override
                    public int read() {
                        throw new OutOfMemoryError("no room");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        throw new OutOfMemoryError("no room");
                    }
                }
                : fromProcess;
    }

    @Override
    public OutputStream toProcess() {
        return toProcess;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public String said() {
        return "its last words";
    }

    @Override
    public void kill() {
        running = false;
        killed.countDown();
    }

    @Override
    public void close() {
        kill();
    }
}
