package ckms.engine.store;

import ckms.engine.host.files.Entries;
import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A survey of a state directory: what can be read in it, and what can't. No damage in it ends the survey. */
public final class StateSurvey {
    private final StateDirectory state;
    private final List<ObservedPackage> packages = new ArrayList<>();
    private final List<InstalledLink> links = new ArrayList<>();
    private final List<Cell> lost = new ArrayList<>();
    private final List<Path> stale = new ArrayList<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private int setAside;

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
     * @return a survey in any case; what could not be read is in {@link #faults}
     */
    public static StateSurvey of(StateDirectory state) {
        var survey = new StateSurvey(state);
        for (Path name : survey.entries(state.root())) {
            if (isFolder(name) && !name.endsWith(StateDirectory.OWN)) {
                survey.readVersions(name);
            }
        }
        survey.packages.sort((a, b) -> a.id().compareTo(b.id()));
        survey.readRecords();
        survey.countSetAside();
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

    /** Lists the cells that are recorded as built and are not, in order. */
    public List<Cell> lost() {
        return List.copyOf(lost);
    }

    /** Lists what is wrong with records, and what stands where something else should be. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** Counts what was moved away since it was damaged. */
    public int setAside() {
        return setAside;
    }

    /** Lists the records of builds and of registered packages that were made anew by somebody else, or are gone. */
    public List<Path> stale() {
        return List.copyOf(stale);
    }

    /** Lists the folders of records that may be sifted. */
    public static List<RecordFiles<?>> records(StateDirectory state) {
        return List.of(
                BuildRecord.files(state), Ownership.files(state), FailedBuild.files(state), BuildTimes.files(state));
    }

    private void readRecords() {
        Set<Cell> cells = new TreeSet<>();
        packages.forEach(pkg -> pkg.built().forEach(kernel -> cells.add(new Cell(pkg.id(), kernel))));
        RecordFiles.Found<BuildRecord> builds = BuildRecord.files(state).all();
        RecordFiles.Found<Ownership> owned = Ownership.files(state).all();
        readStale(cells, builds.values().keySet(), owned.values());
        builds.values().keySet().stream()
                .flatMap(name -> RecordKind.cell(name).stream())
                .filter(cell -> !cells.contains(cell))
                .distinct()
                .sorted()
                .forEach(lost::add);
        cells.addAll(lost);
        links.forEach(link -> link.cell().ifPresent(cells::add));
        faults.addAll(new Misplaced(state).find(cells));
        faults.addAll(builds.faults());
        faults.addAll(owned.faults());
        faults.addAll(FailedBuild.files(state).all().faults());
        faults.addAll(BuildTimes.files(state).all().faults());
    }

    private void readVersions(Path name) {
        for (Path entry : entries(name)) {
            String file = entry.getFileName().toString();
            String pkg = name.getFileName().toString();
            if (Files.isSymbolicLink(entry) && file.startsWith(StateDirectory.LINK)) {
                readLink(pkg, entry);
            } else if (isFolder(entry) && PackageId.complaint(pkg, file).isEmpty()) {
                read(new PackageId(pkg, file));
            }
        }
    }

    private void readStale(Set<Cell> built, Set<String> builds, Map<String, Ownership> owned) {
        for (Cell cell : built) {
            Path record = state.buildRecordName(cell);
            if (builds.contains(record.getFileName().toString()) && isAnothers(cell)) {
                stale.add(state.root().resolve(record));
            }
        }
        owned.forEach((name, record) -> {
            if (Ownership.pkg(name).filter(pkg -> record.isOf(state, pkg)).isEmpty()) {
                stale.add(state.root().resolve(state.ownershipsName()).resolve(name));
            }
        });
    }

    /** Says whether what is built for a cell is not what its record is about. */
    private boolean isAnothers(Cell cell) {
        try {
            return BuildRecord.read(state, cell).isEmpty();
        } catch (IOException theLogIsMisplaced) {
            return false;
        }
    }

    private void read(PackageId pkg) {
        var reader = new StateReader(state);
        packages.add(reader.read(pkg));
        faults.addAll(reader.faults());
    }

    private void readLink(String pkg, Path link) {
        try {
            Path target = Files.readSymbolicLink(link);
            Optional<Cell> cell =
                    cell(pkg, target).filter(named -> state.link(named).equals(link));
            boolean there = cell.isPresent() && isFolder(state.built(cell.get()));
            links.add(new InstalledLink(link, target, cell, !there));
        } catch (IOException problem) {
            faults.add(Fault.unreadable(link, problem));
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

    private void countSetAside() {
        try {
            setAside = SetAside.count(state.own());
        } catch (IOException problem) {
            faults.add(Fault.unreadable(state.own().resolve(SetAside.FOLDER), problem));
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> entries(Path folder) {
        try {
            return Entries.of(folder);
        } catch (IOException problem) {
            faults.add(Fault.unreadable(folder, problem));
            return List.of();
        }
    }
}
