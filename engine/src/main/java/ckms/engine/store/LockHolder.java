package ckms.engine.store;

import ckms.engine.host.files.Below;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells who holds a lock without taking it, so that a reader does not get in a writer's way. */
public final class LockHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final Pattern PROCESS = Pattern.compile("process (\\d+)");

    private LockHolder() {}

    /**
     * Tells who holds the lock in a folder that writers share.
     *
     * @return empty if nobody holds it
     * @throws IOException if the files of the lock, or the list of locks in {@code /proc/locks}, can't be read
     */
    public static Optional<String> of(Path folder) throws IOException {
        Path lock = folder.resolve(StateLock.LOCK);
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<String> holder = new Below(folder)
                .bytes(Path.of(StateLock.HOLDER), StateLock.LIMIT)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
        boolean held = Files.isReadable(LOCKS)
                ? isListed(Files.getAttribute(lock, "unix:ino", LinkOption.NOFOLLOW_LINKS))
                : holder.filter(LockHolder::runs).isPresent();
        return held ? Optional.of(holder.orElse("another process")) : Optional.empty();
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
