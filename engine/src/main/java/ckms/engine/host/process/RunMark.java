package ckms.engine.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Marks the processes that this one starts by a variable of their environment, {@code CKMS_RUN}, which their own
 * processes inherit even if they detach themselves. So a daemon that a hook leaves behind can be found, and so can
 * processes that run on after the ckms that started them was killed.
 */
final class RunMark {
    /** The name of the variable. */
    static final String VARIABLE = "CKMS_RUN";

    private static final Path PROC = Path.of("/proc");

    /**
     * The place of the start time, in clock ticks since boot, which is field 22 of {@code /proc/PID/stat}; counted from
     * the state, field 3, since the name before it may have spaces.
     */
    private static final int STARTED = 22 - 3;
    /** The most rounds of ending processes; what they start meanwhile is found in the next round. */
    private static final int ROUNDS = 200;

    private static final int MOST_BYTES = 8 << 20;
    private static final long PAUSE_NANOS = 5_000_000;

    private final String mine;
    private final AtomicLong count = new AtomicLong();

    /** Makes the mark of this process. */
    RunMark() {
        long pid = ProcessHandle.current().pid();
        this.mine = space() + ":" + pid + ":" + started(pid).orElse("") + ":";
    }

    /** Returns a new value for one process, and for what it starts. */
    String next() {
        return mine + count.incrementAndGet();
    }

    /** Ends all processes that have a mark. */
    static void end(String mark) {
        end(mark::equals);
    }

    /** Ends processes whose ckms no longer runs; processes of other containers are left alone. */
    static void endLeftOver() {
        String here = space() + ":";
        end(mark -> mark.startsWith(here) && isLeftOver(mark.split(":", -1)));
    }

    private static boolean isLeftOver(String[] mark) {
        try {
            // If the processes of other users are hidden (hidepid), one that can't be seen may still be running; and
            // a thread that is interrupted can read nothing.
            return mark.length == 4
                    && Files.isReadable(PROC.resolve("1/stat"))
                    && !started(Long.parseLong(mark[1])).equals(Optional.of(mark[2]))
                    && !Thread.currentThread().isInterrupted();
        } catch (NumberFormatException notOurs) {
            return false;
        }
    }

    private static void end(Predicate<String> which) {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> marked = marked(which);
            marked.forEach(ProcessHandle::destroyForcibly);
            if (marked.isEmpty()) {
                return;
            }
            // Not waited for: there may be no parent that takes note of their end.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static List<ProcessHandle> marked(Predicate<String> which) {
        var marked = new ArrayList<ProcessHandle>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : all) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != ProcessHandle.current().pid()) {
                    // The handle comes first: it ends only the process whose mark is read after it, not a later
                    // one with the same number.
                    ProcessHandle.of(pid)
                            .filter(one -> mark(process).filter(which).isPresent())
                            .ifPresent(marked::add);
                }
            }
        } catch (IOException noProcesses) {
            return List.of();
        }
        return marked;
    }

    /** Reads the mark of a process; empty if it has none, or is another user's and can't be read. */
    private static Optional<String> mark(Path process) {
        try (var in = Files.newInputStream(process.resolve("environ"))) {
            // A process can make its environment look as large as it likes; the kernel starts none with more than this.
            var environment = new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
            for (String variable : environment.split("\0", -1)) {
                if (variable.startsWith(VARIABLE + "=")) {
                    return Optional.of(variable.substring(VARIABLE.length() + 1));
                }
            }
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Returns the number of this process's PID namespace, in which the numbers of processes count. */
    private static String space() {
        try {
            return Files.readSymbolicLink(PROC.resolve("self/ns/pid"))
                    .toString()
                    .replaceAll("[^0-9]", "");
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Tells when a process was started, so that a later one with the same number is not taken for it. */
    private static Optional<String> started(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // A process that has ended is still listed until its parent takes note; it can start nothing.
            boolean hasEnded = fields[0].equals("Z") || fields[0].equals("X");
            return hasEnded ? Optional.empty() : Optional.of(fields[STARTED]);
        } catch (IOException goneOrNotRead) {
            return Optional.empty();
        }
    }
}
