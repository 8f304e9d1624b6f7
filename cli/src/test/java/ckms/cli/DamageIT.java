package ckms.cli;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All damages of {@code DamageTest}, each with each command. */
@Tag("slow")
class DamageIT extends OnADamagedHost {
    @Test
    void eachDamageIsToldAndMendedAndIsNobodyElses() throws IOException {
        check(all(root.state.root()), Integer.MAX_VALUE);
    }

    @Test
    void soIsEachDamageOfWhatAnInterruptedRunLeft() throws IOException {
        interrupt();
        check(all(root.state.root()), Integer.MAX_VALUE);
    }
}
