package ckms.cli.real;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;

/** As root on a state directory of another user's: faults in root's process, and in the one that builds. */
@Tag("root")
class FaultPointAsRootIT extends FaultPoints {
    FaultPointAsRootIT() {
        super(TrialRoot.Owner.NOBODY, 61);
    }

    static Stream<Arguments> victims() {
        return ways(Victim.values());
    }
}
