package ckms.cli.real;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** On a state directory of one's own. */
class FaultPointIT extends FaultPoints {
    FaultPointIT() {
        super(TrialRoot.Owner.CALLER, 23);
    }

    static Stream<Arguments> victims() {
        return ways(Victim.CALLERS);
    }
}
