package ckms.engine.reconcile.run;

import ckms.engine.host.Host;
import ckms.engine.host.files.RootsOwn;
import ckms.engine.host.files.SourceWalk;
import ckms.engine.store.BuildTimes;
import ckms.engine.store.StateDirectory;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Estimates of how long the builds of a plan take: as long as the last time, or else by how much there is to compile.
 */
public final class ExpectedTimes {
    /** What the kernel's own makefiles take, roughly; only the order of builds depends on it. */
    private static final long FLOOR_MILLIS = 1500;

    /** How many bytes of C are compiled in a millisecond, roughly. */
    private static final long BYTES_PER_MILLI = 100;

    private final BuildTimes known;
    private final Map<PackageId, Duration> guessed;

    private ExpectedTimes(BuildTimes known, Map<PackageId, Duration> guessed) {
        this.known = known;
        this.guessed = guessed;
    }

    static ExpectedTimes of(Host host, Plan plan, StateDirectory state) {
        BuildTimes known = BuildTimes.read(state);
        Map<PackageId, Path> sources = new HashMap<>();
        for (PlannedStep planned : plan.steps()) {
            if (planned.step() instanceof Step.Add add) {
                sources.put(add.pkg(), add.source());
            }
        }
        Map<PackageId, Duration> guessed = new HashMap<>();
        for (PlannedStep planned : plan.steps()) {
            if (planned.step() instanceof Step.Build build
                    && known.of(build.cell().pkg()).isEmpty()) {
                PackageId pkg = build.cell().pkg();
                guessed.computeIfAbsent(pkg, id -> guess(host, Optional.ofNullable(sources.get(id)), state.source(id)));
            }
        }
        return new ExpectedTimes(known, guessed);
    }

    /** Guesses by the source that a plan adds, or else the one that the link of the package names, which is its owner's. */
    private static Duration guess(Host host, Optional<Path> added, Path link) {
        try {
            Path source = added.isPresent() ? added.get() : link.resolveSibling(Files.readSymbolicLink(link));
            var bytes = new LongAdder();
            SourceWalk.Way way = host.isRoot()
                    ? visit -> SourceWalk.withoutLinks(RootsOwn.followed(source), visit)
                    : visit -> SourceWalk.of(source.toRealPath(), visit);
            way.go(file -> {
                if (file.relative().toString().endsWith(".c")) {
                    bytes.add(file.attributes().size());
                }
            });
            return Duration.ofMillis(FLOOR_MILLIS + bytes.sum() / BYTES_PER_MILLI);
        } catch (IOException theBuildWillTell) {
            return Duration.ofMillis(FLOOR_MILLIS);
        }
    }

    /** Returns how long a build took the last time; empty if that is not known. */
    public Optional<Duration> known(Step.Build build) {
        return known.of(build.cell().pkg());
    }

    Duration of(Step.Build build) {
        return known(build).orElseGet(() -> guessed.get(build.cell().pkg()));
    }
}
