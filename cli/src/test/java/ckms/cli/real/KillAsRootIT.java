package ckms.cli.real;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** As root on a state directory of another user's: root's process is killed, or the one that builds, or both. */
@Tag("root")
class KillAsRootIT extends Kills {
    KillAsRootIT() {
        super(
                TrialRoot.Owner.NOBODY,
                List.of(Set.of(Victim.WORKER), Set.of(Victim.CALLERS), Set.of(Victim.CALLERS, Victim.WORKER)));
    }
}
