package ckms.cli.console;

import ckms.model.VisibleText;
import java.util.List;
import java.util.function.Supplier;

/**
 * The last lines of a terminal, which are redrawn again and again below a transcript that stays. The control sequences
 * are those of ECMA-48 and, for wrapping, of the VT100; every terminal but a dumb one knows them.
 */
public final class LiveFooter implements AutoCloseable {
    private static final long PERIOD_MILLIS = 200;
    private static final String ESCAPE = "\u001b[";
    private static final String ERASE_BELOW = "\r\u001b[J";
    /** Has lines cut, not wrapped, that are too long, as after the terminal was made narrower. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final Printer out;
    private final Supplier<List<String>> lines;
    private int drawn;
    private boolean closed;

    /**
     * Makes a footer that is drawn from now on until it is closed.
     *
     * @param lines gives the lines each time; a thread of the footer may call it
     */
    public LiveFooter(Printer out, Supplier<List<String>> lines) {
        this.out = out;
        this.lines = lines;
        var ticking = new Thread(this::tick, "footer");
        ticking.setDaemon(true);
        ticking.start();
    }

    private synchronized void tick() {
        try {
            while (!closed) {
                draw();
                wait(PERIOD_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Prints something that stays above the footer. */
    public synchronized void above(Runnable printing) {
        erase();
        printing.run();
        draw();
    }

    private void draw() {
        var text = new StringBuilder(erasing()).append(NO_WRAP);
        List<String> now = lines.get();
        now.forEach(line -> text.append(VisibleText.line(line)).append('\n'));
        drawn = now.size();
        out.control(text.append(WRAP).toString());
    }

    private String erasing() {
        return drawn == 0 ? "" : ESCAPE + drawn + "A" + ERASE_BELOW;
    }

    private void erase() {
        out.control(erasing());
        drawn = 0;
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
        notifyAll();
    }
}
