package ckms.engine.buildside;

import ckms.engine.host.files.Entries;
import ckms.engine.host.files.Tree;
import ckms.engine.store.StateDirectory;
import ckms.model.PackageId;
import ckms.model.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Unregisters a package: removes the link to its source, its recipe and what failed builds left, and nothing else. */
final class Removal {
    private final StateDirectory state;
    private final PackageId pkg;

    Removal(StateDirectory state, PackageId pkg) {
        this.state = state;
        this.pkg = pkg;
    }

    Outcome remove() throws IOException {
        Path version = state.version(pkg);
        List<Path> ours = state.ofPackage(pkg);
        var others = new ArrayList<String>();
        for (Path entry : Entries.of(version)) {
            if (!ours.contains(entry) && !isEmptyFolder(entry)) {
                others.add(entry.getFileName().toString());
            }
        }
        if (!others.isEmpty()) {
            return Outcome.failed(
                    version + " holds what ckms did not put there: " + String.join(", ", others) + "; move it away");
        }
        unlinkDangling();
        for (Path entry : Entries.of(version)) {
            Tree.remove(entry);
        }
        for (Path entry : state.ownOfPackage(pkg)) {
            Tree.remove(entry);
        }
        Files.deleteIfExists(version);
        return Outcome.done();
    }

    /** Removes links to builds that no longer exist, for example because somebody deleted a kernel's folder. */
    private void unlinkDangling() throws IOException {
        for (Path entry : Entries.of(state.versions(pkg.name()))) {
            if (Files.isSymbolicLink(entry)
                    && Files.readSymbolicLink(entry).startsWith(pkg.version())
                    && !Files.exists(entry)) {
                Files.delete(entry);
            }
        }
    }

    private static boolean isEmptyFolder(Path entry) throws IOException {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && Entries.of(entry).isEmpty();
    }
}
