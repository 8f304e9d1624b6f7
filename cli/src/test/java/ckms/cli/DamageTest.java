package ckms.cli;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Whatever is damaged in a state directory, no command ends with a trace or never, doctor names what is wrong, and mends
 * it or goes on naming it. The damages are chosen at random; {@code DamageIT} tries all.
 */
class DamageTest extends OnADamagedHost {
    private static final int CASES = Integer.getInteger("ckms.damages", 100);

    @Test
    void damageIsToldAndMendedAndIsNobodyElses() throws IOException {
        check(all(root.state.root()), CASES);
    }

    @Test
    void soIsDamageOfWhatAnInterruptedRunLeft() throws IOException {
        interrupt();
        check(ofInterrupted(), CASES / 5);
    }
}
