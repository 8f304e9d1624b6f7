package ckms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionOrderTest {
    private static final List<String> IN_ORDER = List.of(
            "0.9~1",
            "0.9",
            "1.0-rc1",
            "1.0",
            "1.0.1",
            "2.1.2",
            "2.1.10",
            "6.1.0-9-amd64",
            "6.1.0-56-amd64",
            "6.1.0-56-cloud-amd64",
            "6.9-rc1",
            "6.9-rc10",
            "6.9",
            "6.9.1",
            "6.10",
            "6.12.107+deb12-amd64",
            "6.12.117+deb12-amd64",
            "6.12.117+deb12-cloud-amd64");

    @Test
    void numbersByValueAndPreReleasesFirst() {
        long seed = System.nanoTime();
        var shuffled = new ArrayList<>(IN_ORDER);
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort(new VersionOrder());
        assertEquals(IN_ORDER, shuffled, "seed " + seed);
    }

    @Test
    void aNumberMayBeLongerThanAnyInteger() {
        assertEquals(-1, Integer.signum(new VersionOrder().compare("99999999999999999998", "99999999999999999999")));
    }
}
