package ckms.cli;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The damages of {@code DamageTest}: a file of each kind, damaged in each way, and then each command. */
@Tag("slow")
class DamageIT extends OnADamagedHost {
    private static final int MOST = Integer.getInteger("ckms.damages", Integer.MAX_VALUE);

    private static List<DamageCase> eachKind(List<DamageCase> cases) {
        return DamageCase.eachKind(cases, new Random(SEED));
    }

    @Test
    void eachDamageIsToldAndMendedAndIsNobodyElses() throws IOException {
        check(eachKind(all(root.state.root())), MOST);
    }

    @Test
    void soIsEachDamageOfWhatAnInterruptedRunLeft() throws IOException {
        interrupt();
        check(eachKind(ofInterrupted()), MOST);
    }
}
