package ckms.engine.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Files and folders that exist no longer than what needs them, in the system's folder for such, as {@code /tmp}. */
public final class Scratch {
    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String NAME = "ckms-";
    /** What Java makes of the name. */
    private static final Pattern OURS = Pattern.compile(NAME + "[0-9]+(\\.tmp)?");
    /** The longest that one may be in use, by far. */
    private static final Duration MOST = Duration.ofDays(1);

    private Scratch() {}

    /**
     * Makes a folder that only this user may enter.
     *
     * @throws IOException if it can't be made
     */
    public static Path folder() throws IOException {
        return Files.createTempDirectory(PLACE, NAME);
    }

    /**
     * Makes an empty file that only this user may read.
     *
     * @throws IOException if it can't be made
     */
    public static Path file() throws IOException {
        return Files.createTempFile(PLACE, NAME, null);
    }

    /**
     * Lists what a user's ckms left there when it was killed. Those of the last day are left out, since another ckms
     * may be using them.
     *
     * @throws IOException if the folder can't be read
     */
    public static List<Path> leftOver(int user) throws IOException {
        Instant latest = Instant.now().minus(MOST);
        var left = new ArrayList<Path>();
        for (Path path : Entries.overLinks(PLACE, NAME + "*")) {
            if (OURS.matcher(path.getFileName().toString()).matches() && isOf(path, user, latest)) {
                left.add(path);
            }
        }
        return left;
    }

    private static boolean isOf(Path path, int user, Instant latest) throws IOException {
        try {
            return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                            .equals(user)
                    && Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(latest);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
