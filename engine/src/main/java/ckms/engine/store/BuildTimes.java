package ckms.engine.store;

import ckms.engine.host.files.AtomicWrite;
import ckms.engine.host.files.Below;
import ckms.model.Cell;
import ckms.model.PackageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How long builds took, so that the longest can begin first. */
public final class BuildTimes {
    private static final int LIMIT = 64;

    private final Map<PackageId, Duration> known = new HashMap<>();

    /**
     * Reads the times that are on record; a damaged one is left out.
     *
     * @throws IOException if they can't be read
     */
    public static BuildTimes read(StateDirectory state) throws IOException {
        var times = new BuildTimes();
        new Below(state.root()).files(state.timesName(), LIMIT).forEach((name, text) -> {
            StateDirectory.pkg(name).ifPresent(pkg -> millis(text).ifPresent(took -> times.known.put(pkg, took)));
        });
        return times;
    }

    private static Optional<Duration> millis(byte[] text) {
        try {
            return Optional.of(Duration.ofMillis(Long.parseLong(new String(text, StandardCharsets.UTF_8).strip())));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
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
