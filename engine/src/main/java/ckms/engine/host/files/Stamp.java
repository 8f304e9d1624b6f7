package ckms.engine.host.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/**
 * What tells without reading files whether they are still those that were read: their sizes, inodes and times.
 *
 * @param text the same for the same files; {@code none} for a file that is not there
 * @param newest when the newest of them was written
 */
public record Stamp(String text, Instant newest) {
    /** A file that was written so shortly before it was read may have been written again within its time's grain. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    private static final String NONE = "none";

    /** That of a file; a link is followed. */
    public static Stamp of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(text(attributes), time(attributes));
        } catch (NoSuchFileException none) {
            return new Stamp(NONE, Instant.MIN);
        }
    }

    /** That of all files together. */
    public static Stamp of(Path first, Path... others) throws IOException {
        Stamp all = of(first);
        for (Path other : others) {
            all = all.and(of(other));
        }
        return all;
    }

    /** That of a source tree, with what {@link TreeDigest} reads of it. Links are not followed. */
    public static Stamp ofTree(Path folder, String without) throws IOException {
        var entries = new TreeMap<String, String>();
        var newest = new Instant[] {Instant.MIN};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                return TreeDigest.isOwn(at) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.equals(folder.resolve(without))) {
                    entries.put(folder.relativize(file).toString(), text(attributes));
                    newest[0] = latest(newest[0], time(attributes));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new Stamp(Digest.of(entries.toString().getBytes(StandardCharsets.UTF_8)), newest[0]);
    }

    /** The stamp of what both stand for. */
    public Stamp and(Stamp other) {
        return new Stamp(text + " " + other.text, latest(newest, other.newest));
    }

    /** The text to keep with what is read now; empty where it would not tell a change that follows at once. */
    public String reliable() {
        return newest.isBefore(Instant.now().minus(GRAIN)) ? text : "";
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant time(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant();
    }

    private static String text(BasicFileAttributes attributes) {
        FileTime time = attributes.lastModifiedTime();
        return attributes.size() + ":" + attributes.fileKey() + ":" + time.toInstant();
    }
}
