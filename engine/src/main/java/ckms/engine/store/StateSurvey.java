package ckms.engine.store;

import ckms.engine.host.files.Below;
import ckms.engine.host.files.Entries;
import ckms.engine.host.files.FileProblem;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A survey of a state directory: what can be read in it, and what can't. No damage in it ends the survey. */
public final class StateSurvey {
    private static final int LIMIT = 1 << 20;

    private final StateDirectory state;
    private final List<ObservedPackage> packages = new ArrayList<>();
    private final List<InstalledLink> links = new ArrayList<>();
    private final Map<Path, String> damaged = new TreeMap<>();
    private final Map<Path, String> unreadable = new TreeMap<>();

    private StateSurvey(StateDirectory state) {
        this.state = state;
    }

    /**
     * A link that says which version of a package is installed on a kernel.
     *
     * @param path the link
     * @param target where it leads, as it is written in the link
     * @param cell the cell that it names; empty if it is no link of the kind that ckms makes
     * @param dangles whether nothing is built where it leads
     */
    public record InstalledLink(Path path, Path target, Optional<Cell> cell, boolean dangles) {}

    /**
     * Surveys a state directory; no link in it is followed, except to look at sources.
     *
     * @return a survey in any case; what could not be read is in {@link #unreadable} and {@link #damaged}
     */
    public static StateSurvey of(StateDirectory state) {
        var survey = new StateSurvey(state);
        for (Path name : survey.entries(state.root())) {
            if (isFolder(name) && !name.endsWith(StateDirectory.OWN)) {
                survey.readVersions(name);
            }
        }
        survey.packages.sort((a, b) -> a.id().compareTo(b.id()));
        survey.check(state.buildRecordsName(), BuildRecord.class);
        survey.check(state.ownershipsName(), Ownership.class);
        return survey;
    }

    /** Lists the packages that can be read, in order. */
    public List<ObservedPackage> packages() {
        return List.copyOf(packages);
    }

    /** Lists the links to what is installed, in order. */
    public List<InstalledLink> links() {
        return List.copyOf(links);
    }

    /** Lists the stages, which are folders of builds that failed or still run. */
    public List<Path> stages() {
        return entries(state.stages());
    }

    /** Lists the folders of earlier builds that were moved out of the way of new ones. */
    public List<Path> asides() {
        return entries(state.asides());
    }

    /** Returns the files of records that can be read but are no records, each with the reason. */
    public Map<Path, String> damaged() {
        return Map.copyOf(damaged);
    }

    /** Returns the paths that could not be read, each with the reason. */
    public Map<Path, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    private void readVersions(Path name) {
        for (Path entry : entries(name)) {
            String file = entry.getFileName().toString();
            String pkg = name.getFileName().toString();
            if (Files.isSymbolicLink(entry) && file.startsWith(StateDirectory.LINK)) {
                readLink(pkg, entry);
            } else if (isFolder(entry) && PackageId.complaint(pkg, file).isEmpty()) {
                read(entry, new PackageId(pkg, file));
            }
        }
    }

    private void read(Path version, PackageId pkg) {
        try {
            packages.add(new StateReader(state).read(pkg));
        } catch (IOException problem) {
            unreadable.put(version, FileProblem.sentence(problem));
        }
    }

    private void readLink(String pkg, Path link) {
        try {
            Path target = Files.readSymbolicLink(link);
            Optional<Cell> cell =
                    cell(pkg, target).filter(named -> state.link(named).equals(link));
            boolean there = cell.isPresent() && isFolder(state.built(cell.get()));
            links.add(new InstalledLink(link, target, cell, !there));
        } catch (IOException problem) {
            unreadable.put(link, FileProblem.sentence(problem));
        }
    }

    /** Tells which cell a link VERSION/RELEASE/MACHINE in a package's folder leads to. */
    private static Optional<Cell> cell(String pkg, Path target) {
        if (target.isAbsolute() || target.getNameCount() != 3) {
            return Optional.empty();
        }
        return PackageId.of(pkg, target.getName(0).toString())
                .flatMap(id -> Kernel.of(
                                target.getName(1).toString(), target.getName(2).toString())
                        .map(kernel -> new Cell(id, kernel)));
    }

    private void check(Path folder, Class<?> type) {
        for (Path file : entries(state.root().resolve(folder))) {
            String name = file.getFileName().toString();
            if (!name.startsWith(".")) {
                check(file, folder.resolve(name), type);
            }
        }
    }

    private void check(Path file, Path relative, Class<?> type) {
        Optional<byte[]> bytes;
        try {
            bytes = new Below(state.root()).bytes(relative, LIMIT);
        } catch (IOException problem) {
            unreadable.put(file, FileProblem.sentence(problem));
            return;
        }
        try {
            if (bytes.isPresent()) {
                RecordJson.JSON.read(new String(bytes.get(), StandardCharsets.UTF_8), type);
            }
        } catch (IOException problem) {
            damaged.put(file, problem.getMessage());
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> entries(Path folder) {
        try {
            return Entries.of(folder);
        } catch (IOException problem) {
            unreadable.put(folder, FileProblem.sentence(problem));
            return List.of();
        }
    }
}
