package ckms.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells who holds a lock without taking it, so that a reader does not get in a writer's way. */
public final class LockHolder {
    private static final String UNKNOWN = "another process";
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final Pattern PROCESS = Pattern.compile("process (\\d{1,9})\\b");
    private static final RecordKind<String> KIND =
            new RecordKind<>(Set.of(StateLock.HOLDER), 1 << 12, (name, text) -> text.strip());

    private LockHolder() {}

    /**
     * Tells who holds the lock in a folder that writers share.
     *
     * @return empty if nobody holds it
     * @throws IOException if the lock can't be looked at, or the list of locks in {@code /proc/locks} can't be read
     */
    public static Optional<String> of(Path folder) throws IOException {
        Path lock = folder.resolve(StateLock.LOCK);
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<String> holder = recorded(folder).known();
        boolean held = Files.isReadable(LOCKS)
                ? isListed(Files.getAttribute(lock, "unix:ino", LinkOption.NOFOLLOW_LINKS))
                : holder.filter(LockHolder::runs).isPresent();
        return held ? Optional.of(holder.orElse(UNKNOWN)) : Optional.empty();
    }

    /** Reads who took the lock in a folder last, as far as that is known. */
    static String last(Path folder) {
        return recorded(folder).known().orElse(UNKNOWN);
    }

    /** Reads the record of who took the lock in a folder last. */
    public static Recorded<String> recorded(Path folder) {
        return new RecordFiles<>(folder.getParent(), folder.getFileName(), KIND).read(StateLock.HOLDER);
    }

    /** Looks for the inode alone, since some file systems give another device number than the kernel's list does. */
    private static boolean isListed(Object inode) throws IOException {
        var entry = Pattern.compile("POSIX .* WRITE .*:" + inode + " ");
        return Files.readAllLines(LOCKS).stream()
                .anyMatch(line -> entry.matcher(line).find());
    }

    /** Says whether the holder's process runs; its name stays in the file after it gave the lock up. */
    private static boolean runs(String holder) {
        var process = PROCESS.matcher(holder);
        return process.find()
                && ProcessHandle.of(Long.parseLong(process.group(1))).isPresent();
    }
}
