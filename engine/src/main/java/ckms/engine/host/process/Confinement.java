package ckms.engine.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits of a program that somebody else wrote, such as a hook. In its sandbox it sees no process but its own, and
 * all files, which it may not change; its {@code /tmp}, {@code /run} and {@code /dev} are its own. What it started ends
 * with it.
 *
 * @param required whether the program does not run at all where there is no sandbox
 * @param writable the folders that it may change
 * @param visible other paths that it has to see, even if they are in the host's {@code /tmp} or {@code /run}
 * @param network whether it may use the network
 */
public record Confinement(boolean required, List<Path> writable, List<Path> visible, boolean network) {
    private static final Path RESOLVER = Path.of("/etc/resolv.conf");

    /** Makes the limits, with copies of the lists. */
    public Confinement {
        writable = List.copyOf(writable);
        visible = List.copyOf(visible);
    }

    /** The limits of a program that writes nothing. */
    static final Confinement STRICT = new Confinement(false, List.of(), List.of(), false);

    /** Returns the folders that it may change, by their real paths, as far as they exist. */
    List<Path> changing() throws IOException {
        return real(writable);
    }

    /** Returns what the program's own folders would hide and it has to see, by real paths, as far as it exists. */
    List<Path> hidden(String path, List<Path> masks) throws IOException {
        var all = new ArrayList<>(visible);
        for (String folder : path.split(":", -1)) {
            if (folder.startsWith("/")) {
                all.add(Path.of(folder));
            }
        }
        if (network) {
            all.add(RESOLVER);
        }
        List<Path> real = real(all);
        return real.stream()
                .filter(one -> masks.stream().anyMatch(mask -> one.startsWith(mask) && !one.equals(mask)))
                .toList();
    }

    private static List<Path> real(List<Path> paths) throws IOException {
        var real = new ArrayList<Path>();
        for (Path path : paths) {
            if (Files.exists(path) && !real.contains(path.toRealPath())) {
                real.add(path.toRealPath());
            }
        }
        return real;
    }
}
