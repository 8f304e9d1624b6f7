package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.host.Roots;
import ckms.engine.host.files.Tree;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths below other roots, with whatever links in them, mean what they mean to a process with that root. */
@Tag("root")
class RootsIT {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void aPathMeansWhatItMeansToAProcessWithThatRoot() throws IOException, InterruptedException {
        int followed = 0;
        for (int i = 0; i < 60; i++) {
            Path image = forest(folder.toRealPath().resolve("image" + i));
            List<String> paths = Stream.generate(this::path).limit(60).toList();
            List<Optional<Path>> ours = new ArrayList<>();
            for (String path : paths) {
                ours.add(ours(image, path));
            }
            List<String> inodes = inodes(image, paths);
            assertEquals(paths.size(), inodes.size());
            for (int j = 0; j < paths.size(); j++) {
                String said = "seed " + seed + ", " + image + ", " + paths.get(j);
                ours.get(j)
                        .ifPresent(path ->
                                assertTrue(path.startsWith(image) && !hasLink(path, image), said + ": " + path));
                if (!inodes.get(j).isEmpty()) {
                    assertEquals(inodes.get(j), inode(ours.get(j).orElseThrow()), said);
                    followed++;
                }
            }
            Tree.remove(image);
        }
        assertTrue(followed > 500, "seed " + seed + ": only " + followed);
    }

    private static Optional<Path> ours(Path image, String path) throws IOException {
        try {
            return Optional.of(Roots.at(image).of(Path.of(path)));
        } catch (FileSystemLoopException circle) {
            return Optional.empty();
        }
    }

    /** Has a process with that root make a file at each path, over links, and say which it is. */
    private static List<String> inodes(Path image, List<String> paths) throws IOException, InterruptedException {
        Files.write(image.resolve("paths"), paths);
        String script = "while read -r path; do (: >>\"$path\") 2>&-; /busybox stat -L -c %i \"$path\" 2>&-"
                + " || echo; done </paths";
        Path out = image.resolve("../out").normalize();
        Process process = new ProcessBuilder("chroot", image.toString(), "/busybox", "sh", "-c", script)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, process.waitFor());
        return Files.readAllLines(out);
    }

    private static String inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS).toString();
    }

    private static boolean hasLink(Path path, Path image) {
        for (Path at = path; !at.equals(image); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    /** Folders and links, of which many lead to one another. */
    private Path forest(Path image) throws IOException {
        Files.createDirectories(image);
        Files.copy(BUSYBOX, image.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
        List<Path> folders = new ArrayList<>(List.of(image));
        for (int i = 0; i < 16; i++) {
            Path at = folders.get(random.nextInt(folders.size())).resolve(NAMES.get(random.nextInt(NAMES.size())));
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (random.nextInt(3) == 0) {
                folders.add(Files.createDirectory(at));
            } else {
                Files.createSymbolicLink(at, Path.of(target()));
            }
        }
        return image;
    }

    private String target() {
        return random.nextBoolean() ? path() : path().substring(1);
    }

    private String path() {
        var path = new StringBuilder();
        int names = 1 + random.nextInt(4);
        for (int i = 0; i < names; i++) {
            path.append('/').append(random.nextInt(5) == 0 ? ".." : NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.append(random.nextInt(8) == 0 ? "/." : "").toString();
    }
}
