package ckms.cli.real;

import java.util.List;
import java.util.Set;

/** On a state directory of one's own. */
class KillIT extends Kills {
    KillIT() {
        super(TrialRoot.Owner.CALLER, List.of(Set.of(Victim.CALLERS)));
    }
}
