package ckms.engine.host.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The small files of a folder that somebody else may be changing. What is wrong with one keeps nobody from reading the
 * others.
 *
 * @param contents the contents of the files that could be read, by their names
 * @param problems why the others could not, by their names
 */
public record FolderFiles(Map<String, byte[]> contents, Map<String, IOException> problems) {
    /**
     * Reads the files of a folder, each of which should be a regular one; links are not followed.
     *
     * @param below reads below a folder
     * @param folder the path of the files' folder, relative to that
     * @param limit the most bytes that a file may have
     * @param names whether to read what has a name
     * @return nothing if there is no such folder
     * @throws IOException if the folder is none, a link is on the way to it, or it can't be read; also if the thread is
     *     interrupted
     */
    public static FolderFiles of(Below below, Path folder, int limit, Predicate<String> names) throws IOException {
        var files = new FolderFiles(new TreeMap<>(), new TreeMap<>());
        try {
            return below.in(folder, opened -> {
                for (Path name : opened.names()) {
                    if (names.test(name.toString())) {
                        files.read(opened, name, limit);
                    }
                }
                return files;
            });
        } catch (NoSuchFileException none) {
            return files;
        }
    }

    private void read(OpenFolder opened, Path file, int limit) throws InterruptedIOException {
        String name = file.toString();
        try (InputStream in = opened.file(file, limit)) {
            contents.put(name, in.readAllBytes());
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (NoSuchFileException removedMeanwhile) {
            contents.remove(name);
        } catch (IOException problem) {
            problems.put(name, problem);
        }
    }
}
