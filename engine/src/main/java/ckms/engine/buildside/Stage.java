package ckms.engine.buildside;

import ckms.engine.host.CleanUp;
import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.PlainFolder;
import ckms.engine.host.files.SourceCopy;
import ckms.engine.host.files.Tree;
import ckms.engine.store.StateDirectory;
import ckms.model.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The shadow state directory of one build: the package itself, which may be written to, and links to all other
 * packages. A build never works in the real state directory, so that builds for several kernels do not disturb each
 * other, and a failed build leaves nothing there that looks built.
 */
final class Stage {
    private final StateDirectory real;
    private final Cell cell;
    private final StateDirectory stage;
    private final PackageLinks links;

    Stage(StateDirectory real, Cell cell, PackageLinks links) {
        this.real = real;
        this.cell = cell;
        this.stage = real.stage(cell);
        this.links = links;
    }

    StateDirectory directory() {
        return stage;
    }

    /** Returns the build folder, in which hooks run. */
    Path build() {
        return stage.build(cell.pkg());
    }

    /** Returns the folder that will be the folder of what was built. */
    Path result() {
        return stage.built(cell);
    }

    /** Returns the path of a file of the stage, relative to the root of the real state directory. */
    Path fromState(Path file) {
        return real.root().relativize(file);
    }

    Path logs() {
        return result().resolve("logs");
    }

    /** Makes a folder of the stage where there is none; throws an exception if a hook put something else there. */
    Path make(Path folder) throws IOException {
        return PlainFolder.make(stage.root(), folder);
    }

    /** Removes the stage. */
    void clear() throws IOException {
        Tree.remove(stage.root());
    }

    /** Removes the build folder of a failed build, but not its logs; says whether there was a build folder. */
    boolean clearButLogs() throws IOException {
        boolean found = Files.isDirectory(build(), LinkOption.NOFOLLOW_LINKS);
        Tree.remove(build());
        return found;
    }

    /** Makes the stage anew. */
    void set() throws IOException {
        clear();
        Files.createDirectories(real.stages());
        links.makeAt(stage.root(), cell.pkg().name());
        Files.createDirectories(stage.version(cell.pkg()));
        linkOtherVersions();
        Files.copy(real.recipe(cell.pkg()), stage.recipe(cell.pkg()), StandardCopyOption.COPY_ATTRIBUTES);
        Path source = Files.readSymbolicLink(real.source(cell.pkg()));
        Files.createSymbolicLink(stage.source(cell.pkg()), source);
        SourceCopy.copy(real.source(cell.pkg()), build());
        Files.createDirectories(logs());
    }

    private void linkOtherVersions() throws IOException {
        for (Path version : Entries.of(real.versions(cell.pkg().name()))) {
            Path link = stage.versions(cell.pkg().name()).resolve(version.getFileName());
            if (Files.isDirectory(version, LinkOption.NOFOLLOW_LINKS)
                    && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, version);
            }
        }
    }

    /** Moves the result into place; what was built before is removed, or put back if the result can't be moved. */
    void commit() throws IOException {
        Path built = real.built(cell);
        Path aside = real.aside(cell);
        PlainFolder.require(stage.root(), result());
        PlainFolder.make(real.root(), built.getParent());
        Tree.remove(aside);
        boolean makesRoom = Files.exists(built, LinkOption.NOFOLLOW_LINKS);
        if (makesRoom) {
            Files.createDirectories(aside.getParent());
            Files.move(built, aside, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(result(), built, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error first) {
            if (makesRoom) {
                CleanUp.after(first, () -> Files.move(aside, built, StandardCopyOption.ATOMIC_MOVE));
            }
            throw first;
        }
        tidy(aside);
    }

    /**
     * Removes what the finished build no longer needs. What can't be removed now is removed by the next writer, or
     * before the next build.
     */
    private void tidy(Path aside) {
        try {
            Tree.remove(aside);
            Tree.remove(stage.versions(cell.pkg().name()));
            links.takeFrom(stage.root());
        } catch (IOException later) {
            return;
        }
    }

    /** Moves what was built back into the stage, so that something half removed is never taken for something built. */
    void takeBack() throws IOException {
        clear();
        if (Files.exists(real.built(cell), LinkOption.NOFOLLOW_LINKS)) {
            PlainFolder.require(real.root(), real.built(cell));
            Files.createDirectories(result().getParent());
            Files.move(real.built(cell), result(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Flushes the result to disk, so that it survives a crash if its record does. */
    void sync() throws IOException {
        try (Stream<Path> all = Files.walk(result())) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (!Files.isSymbolicLink(path) && (Files.isRegularFile(path) || Files.isDirectory(path))) {
                    AtomicWrite.sync(path);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
