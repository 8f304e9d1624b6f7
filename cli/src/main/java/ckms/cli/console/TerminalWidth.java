package ckms.cli.console;

import ckms.engine.host.process.Command;
import ckms.engine.host.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** The width of the terminal in columns, for which {@code stty} is asked from time to time; 80 if it does not tell. */
public final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final Duration KNOWN_FOR = Duration.ofSeconds(2);

    private final Processes processes;
    private final String path;
    private int columns;
    private long asked;

    /**
     * Makes the width of this process's terminal.
     *
     * @param path the folders in which {@code stty} is looked for, as in {@code PATH}
     */
    public TerminalWidth(Processes processes, String path) {
        this.processes = processes;
        this.path = path;
    }

    @Override
    public synchronized int getAsInt() {
        long now = System.nanoTime();
        if (columns == 0 || now - asked > KNOWN_FOR.toNanos()) {
            columns = ask();
            asked = now;
        }
        return columns;
    }

    private int ask() {
        var words = List.of("stty", "-F", "/dev/tty", "size");
        try {
            String[] size = processes
                    .print(new Command(words, Path.of("/"), Map.of("PATH", path)))
                    .said()
                    .split(" ", -1);
            return size.length == 2 && size[1].matches("[1-9][0-9]{0,4}") ? Integer.parseInt(size[1]) : USUAL;
        } catch (IOException notTold) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
