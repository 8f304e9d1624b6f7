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

    /** Those that are on record. */
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

    /** How long a package took the last time, on whichever kernel, or else another version of it. */
    public Optional<Duration> of(PackageId pkg) {
        Optional<Duration> itself = Optional.ofNullable(known.get(pkg));
        return itself.or(() -> known.entrySet().stream()
                .filter(other -> other.getKey().name().equals(pkg.name()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder()));
    }

    /** Records how long a build took. */
    public static void write(StateDirectory state, Cell cell, Duration took) throws IOException {
        AtomicWrite.text(state.root().resolve(state.timeName(cell.pkg())), took.toMillis() + "\n");
    }
}
