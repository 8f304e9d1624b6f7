package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How long builds took, so that the longest can begin first. */
public final class BuildTimes {
    /** In milliseconds; longer than any build takes, so that sums of times have room. */
    private static final long LONGEST = Duration.ofDays(365).toMillis();

    /** How the times are read; their files' names have no suffix. */
    static final RecordKind<Duration> KIND = new RecordKind<>(Set.of(""), 64, BuildTimes::parse);

    private final Map<PackageId, Duration> known = new HashMap<>();

    static RecordFiles<Duration> files(StateDirectory state) {
        return new RecordFiles<>(state.root(), state.timesName(), KIND);
    }

    /** Reads the times that are on record; one that can't be read is left out, as only the order of builds depends on it. */
    public static BuildTimes read(StateDirectory state) {
        var times = new BuildTimes();
        files(state)
                .all()
                .values()
                .forEach((name, took) -> StateDirectory.pkg(name).ifPresent(pkg -> times.known.put(pkg, took)));
        return times;
    }

    private static Duration parse(String name, String text) throws IOException {
        if (StateDirectory.pkg(name).isEmpty()) {
            throw new IOException("its name is that of no package");
        }
        try {
            long millis = Long.parseLong(text.strip());
            if (millis < 0 || millis > LONGEST) {
                throw new IOException("it says that a build took " + millis + " ms");
            }
            return Duration.ofMillis(millis);
        } catch (NumberFormatException noNumber) {
            throw new IOException("it is no number of milliseconds", noNumber);
        }
    }

    /**
     * Returns how long a package's last build took, for whichever kernel.
     *
     * @return if that is not known, the longest time of its other versions; empty if none of them is known
     */
    public Optional<Duration> of(PackageId pkg) {
        Optional<Duration> itself = Optional.ofNullable(known.get(pkg));
        return itself.or(() -> known.entrySet().stream()
                .filter(other -> other.getKey().name().equals(pkg.name()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder()));
    }

    /**
     * Records how long a build took, in milliseconds.
     *
     * @throws IOException if it can't be written
     */
    public static void write(StateDirectory state, Cell cell, Duration took) throws IOException {
        AtomicWrite.text(state.root().resolve(state.timeName(cell.pkg())), took.toMillis() + "\n");
    }
}
