package ckms.engine.buildside;

import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.engine.store.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The links to all packages that each stage has. A stage that is no longer needed leaves its links to the next, so that
 * they are made once a run and not once a build. Several threads may use it.
 */
final class PackageLinks implements AutoCloseable {
    /** The beginning of the names, in the folder of stages, of links that no stage has. */
    private static final String FREE = ".links-";

    private final StateDirectory state;
    private final Deque<Links> free = new ArrayDeque<>();
    private Optional<Set<String>> packages = Optional.empty();
    private int count;

    /** A folder of links, and the names of the packages that they lead to. */
    private record Links(Path folder, Set<String> names) {}

    PackageLinks(StateDirectory state) {
        this.state = state;
    }

    /** Removes what a killed run left. */
    static void removeLeftOver(StateDirectory state) throws IOException {
        for (Path entry : Entries.of(state.stages())) {
            if (entry.getFileName().toString().startsWith(FREE)) {
                Tree.remove(entry);
            }
        }
    }

    /** Notes that a package was registered. */
    synchronized void add(String name) {
        packages.ifPresent(names -> names.add(name));
    }

    /** Notes that a version of a package is no longer registered. */
    synchronized void remove(String name) {
        if (!isPackage(state.versions(name))) {
            packages.ifPresent(names -> names.remove(name));
        }
    }

    /**
     * Makes a folder that has a link to each package but one.
     *
     * @param but the package that has no link
     */
    void makeAt(Path folder, String but) throws IOException {
        Set<String> wanted = names();
        wanted.remove(but);
        Optional<Links> given = taken();
        Set<String> there = new HashSet<>();
        if (given.isPresent()) {
            Files.move(given.get().folder(), folder);
            there.addAll(given.get().names());
        } else {
            Files.createDirectories(folder);
        }
        for (String name : there) {
            if (!wanted.contains(name)) {
                Files.delete(folder.resolve(name));
            }
        }
        for (String name : wanted) {
            if (!there.contains(name)) {
                Files.createSymbolicLink(folder.resolve(name), state.versions(name));
            }
        }
    }

    /** Takes back the links of a stage in which nothing else is left, or removes it if hooks changed them. */
    void takeFrom(Path folder) throws IOException {
        Set<String> there = new TreeSet<>();
        boolean areLinks = true;
        for (Path entry : Entries.of(folder)) {
            areLinks &= Files.isSymbolicLink(entry);
            there.add(entry.getFileName().toString());
        }
        if (areLinks && names().containsAll(there)) {
            keep(folder, there);
        } else {
            Tree.remove(folder);
        }
    }

    private synchronized void keep(Path folder, Set<String> names) throws IOException {
        Path kept = state.stages().resolve(FREE + ++count);
        Tree.remove(kept);
        Files.move(folder, kept);
        free.push(new Links(kept, names));
    }

    private synchronized Optional<Links> taken() {
        return Optional.ofNullable(free.poll());
    }

    private synchronized Set<String> names() throws IOException {
        if (packages.isEmpty()) {
            Set<String> found = new TreeSet<>();
            for (Path entry : Entries.of(state.root())) {
                if (!entry.endsWith(StateDirectory.OWN) && isPackage(entry)) {
                    found.add(entry.getFileName().toString());
                }
            }
            packages = Optional.of(found);
        }
        return new TreeSet<>(packages.get());
    }

    private static boolean isPackage(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes the links that no stage has. */
    @Override
    public synchronized void close() throws IOException {
        for (Optional<Links> links = taken(); links.isPresent(); links = taken()) {
            Tree.remove(links.get().folder());
        }
    }
}
