package ckms.model.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recipe's text tells without being read as a recipe; it may tell too much, but never too little. */
class RecipeTextTest {
    @ParameterizedTest
    @CsvSource({
        "build = make -j${CKMS_JOBS},  true",
        "build = make -j4,             false",
        "build = make -j$(CKMS_JOBS),  true",
        "build = make $CKMS_MAKE_ARGS, false"
    })
    void countsJobsWhereItNamesThem(String text, boolean counts) {
        assertEquals(counts, new RecipeText("[hooks]\n" + text).countsJobs());
    }

    @ParameterizedTest
    @CsvSource({
        "initramfs = yes,        true",
        "InitramFS: no,          true",
        "initramfs=sh: true,     true",
        "# of the initramfs,     false",
        "noinitramfs = yes,      false",
        "strip = no,             false"
    })
    void mayNeedTheInitramfsWhereItHasTheOption(String text, boolean may) {
        assertEquals(may, new RecipeText("[general]\n" + text).mayNeedInitramfs());
    }
}
