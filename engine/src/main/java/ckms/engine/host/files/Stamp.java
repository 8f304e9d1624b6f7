package ckms.engine.host.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * The sizes, inodes and times of files, which tell without reading them whether they have changed.
 *
 * @param text the same as long as the files are; {@code none} for a file that does not exist
 * @param newest when the newest of them was last written; {@link Instant#MIN} if there is no file
 */
public record Stamp(String text, Instant newest) {
    /** A file that was written so shortly before may be written again without a change of its time, which is coarse. */
    private static final Duration GRAIN = Duration.ofSeconds(2);

    /** The stamp of a file that does not exist. */
    static final Stamp NONE = new Stamp("none", Instant.MIN);

    /**
     * Takes the stamp of a file; a link is followed.
     *
     * @throws IOException if the file exists but can't be looked at
     */
    public static Stamp of(Path file) throws IOException {
        try {
            return of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException none) {
            return NONE;
        }
    }

    /** Makes the stamp of a file that was looked at. */
    static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(text(attributes), time(attributes));
    }

    /**
     * Takes one stamp of several files together; links are followed.
     *
     * @throws IOException if a file exists but can't be looked at
     */
    public static Stamp of(Path first, Path... others) throws IOException {
        Stamp all = of(first);
        for (Path other : others) {
            all = all.and(of(other));
        }
        return all;
    }

    /**
     * Takes the stamp of a source tree without its {@code .git}; links are not followed.
     *
     * @param without the path, relative to the folder, of a file that does not count; an empty text for none
     * @throws IOException if a file or a folder can't be looked at, or the tree is larger than any source
     */
    public static Stamp ofTree(Path folder, String without) throws IOException {
        return ofTree(visit -> SourceWalk.of(folder, visit), without);
    }

    /**
     * Takes the stamp of a source tree as {@link #ofTree(Path, String)} does.
     *
     * @param way goes over the tree
     * @throws IOException if that fails
     */
    public static Stamp ofTree(SourceWalk.Way way, String without) throws IOException {
        var entries = new TreeMap<String, String>();
        var newest = new Instant[] {Instant.MIN};
        way.go(file -> {
            if (!file.relative().toString().equals(without)) {
                entries.put(file.relative().toString(), text(file.attributes()));
                newest[0] = latest(newest[0], time(file.attributes()));
            }
        });
        return new Stamp(Digest.of(entries.toString().getBytes(StandardCharsets.UTF_8)), newest[0]);
    }

    /**
     * Takes one stamp of several files together, which tells nothing of them but whether they have changed; links are
     * followed.
     *
     * @throws IOException if a file exists but can't be looked at
     */
    public static Stamp hidden(List<Path> files) throws IOException {
        var all = new Stamp(files.toString(), Instant.MIN);
        for (Path file : files) {
            all = all.and(of(file));
        }
        return new Stamp(Digest.of(all.text), all.newest);
    }

    /** Joins this stamp and another one into the stamp of all their files. */
    public Stamp and(Stamp other) {
        return new Stamp(text + " " + other.text, latest(newest, other.newest));
    }

    /**
     * Returns the text to keep with what is being read.
     *
     * @return empty if a file was written in the last two seconds, so that another change right after it might go
     *     unnoticed
     */
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
