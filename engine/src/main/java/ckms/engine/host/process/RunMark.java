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
 * Marks the processes that this one starts by a variable of their environment, {@code CKMS_RUN}, which what they start
 * inherits however it detaches itself. So a daemon that a hook leaves behind is found, and so is what runs on after the
 * ckms that started it was killed.
 */
final class RunMark {
    /** The variable. */
    static final String VARIABLE = "CKMS_RUN";

    private static final Path PROC = Path.of("/proc");

    /** The state, after the name in parentheses, is field 3; when it was started, in ticks since boot, is field 22. */
    private static final int STARTED = 22 - 3;
    /** What is started while its starters are being ended shows up in the next round. */
    private static final int ROUNDS = 200;

    private static final int MOST_BYTES = 8 << 20;
    private static final long PAUSE_NANOS = 5_000_000;

    private final String mine;
    private final AtomicLong count = new AtomicLong();

    /** That of the processes of this one. */
    RunMark() {
        long pid = ProcessHandle.current().pid();
        this.mine = space() + ":" + pid + ":" + started(pid).orElse("") + ":";
    }

    /** A value for one process, and for what it starts. */
    String next() {
        return mine + count.incrementAndGet();
    }

    /** Ends all that bears just that mark. */
    static void end(String mark) {
        end(mark::equals);
    }

    /** Ends what a ckms started that is not there any more; what runs in another container is not ours to judge. */
    static void endLeftOver() {
        String here = space() + ":";
        end(mark -> mark.startsWith(here) && isLeftOver(mark.split(":", -1)));
    }

    private static boolean isLeftOver(String[] mark) {
        try {
            // Where processes of others are hidden (hidepid), one that can't be seen may well be running.
            return mark.length == 4
                    && Files.isReadable(PROC.resolve("1/stat"))
                    && !started(Long.parseLong(mark[1])).equals(Optional.of(mark[2]));
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
            // Nobody may be there to wait for them, so their own exit is not waited for either.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static List<ProcessHandle> marked(Predicate<String> which) {
        var marked = new ArrayList<ProcessHandle>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : all) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != ProcessHandle.current().pid()) {
                    // The handle first: it ends just the process whose mark is then read, not a later one of its
                    // number.
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

    /** Empty also for what is somebody else's, which can't be read. */
    private static Optional<String> mark(Path process) {
        try (var in = Files.newInputStream(process.resolve("environ"))) {
            // A process can make its own look as large as it likes; the kernel starts none with more than this.
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

    /** The name of the space that numbers of processes count in. */
    private static String space() {
        try {
            return Files.readSymbolicLink(PROC.resolve("self/ns/pid"))
                    .toString()
                    .replaceAll("[^0-9]", "");
        } catch (IOException unknown) {
            return "";
        }
    }

    /** When a process was started, so that a later one of the same number is another one. */
    private static Optional<String> started(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // One that has ended, and that nobody has waited for yet, starts nothing any more.
            boolean hasEnded = fields[0].equals("Z") || fields[0].equals("X");
            return hasEnded ? Optional.empty() : Optional.of(fields[STARTED]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
