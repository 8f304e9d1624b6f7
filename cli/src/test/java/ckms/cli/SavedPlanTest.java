package ckms.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan in a file: written, shown, applied, and refused where it is stale, damaged or made for another place. */
class SavedPlanTest extends OnAFakeRoot {
    private static final String FOO = manifest("6.1.0-1", "foo=1.0");

    @Test
    void aSavedPlanIsShownAndApplied() throws IOException {
        assertEquals(0, ckms(FOO, "-D", "plan", "-", "--out", "ROOT/plan.json"));
        String planned = out();
        assertEquals(0, ckms("", "show", "ROOT/plan.json"));
        assertTrue(planned.startsWith(out()), out());
        assertEquals(0, ckms("", "show", "ROOT/plan.json", "--json"));
        assertEquals(shown(Files.readString(root.root.resolve("plan.json"))), out());
        assertEquals(0, ckms("", "-D", "apply", "--plan", "ROOT/plan.json"), err());
        assertTrue(out().endsWith("Applied: 3 done, 0 failed, 0 skipped.\n"), out());
    }

    @Test
    void aPlanTakesThePlaceOfAnotherFileAndOfNothingElse() throws IOException {
        write("plan.json", "an older plan");
        assertEquals(0, ckms(FOO, "plan", "-", "--out", "ROOT/plan.json"));
        assertEquals(0, ckms("", "show", "ROOT/plan.json"));
        Files.createSymbolicLink(root.root.resolve("link"), root.root.resolve("plan.json"));
        for (String taken : List.of("ROOT/link", "ROOT/usr")) {
            assertEquals(1, ckms(FOO, "plan", "-", "--out", taken));
            assertTrue(err().contains("is no regular file, and a plan would take its place"), err());
        }
    }

    @Test
    void aStalePlanIsRefusedWithWhatDiffers() {
        ckms(FOO, "-D", "plan", "-", "--out", "ROOT/plan.json");
        ckms("", "add", "ROOT/usr/src/foo-1.0");
        assertEquals(3, ckms("", "-D", "apply", "--plan", "ROOT/plan.json"));
        assertEquals("""
                ckms: error: ROOT/plan.json is stale: since it was made, what would be done has changed; plan again
                  - add foo=1.0 (not added): no longer
                """, err());
        assertEquals(0, ckms("", "status", "-k", "6.1.0-1"));
        assertTrue(out().contains("foo, 1.0, 6.1.0-1, x86_64: added"), out());
    }

    @Test
    void whatIsBlockedInASavedPlanIsToldWhenItIsAppliedToo() throws IOException {
        String manifest = manifest("6.1.0-1", "foo=1.0", "bar=1");
        Files.move(root.root.resolve("usr/src/bar-1"), root.root.resolve("away"));
        assertEquals(4, ckms(manifest, "-D", "plan", "-", "--out", "ROOT/plan.json"));
        String blocked =
                "error[blocked]: bar=1@6.1.0-1/x86_64 is blocked: there is no source folder ROOT/usr/src/bar-1\n";
        assertTrue(err().contains(blocked), err());
        assertEquals(4, ckms("", "-D", "apply", "--plan", "ROOT/plan.json", "--dry-run"));
        assertTrue(err().contains(blocked), err());
        assertEquals(4, ckms("", "-D", "apply", "--plan", "ROOT/plan.json"));
        assertTrue(err().contains(blocked), err());
        assertTrue(out().endsWith("Applied: 3 done, 0 failed, 0 skipped.\n"), out());
    }

    @Test
    void aPlanWhoseSourceIsGoneIsStale() throws IOException {
        ckms(FOO, "-D", "plan", "-", "--out", "ROOT/plan.json");
        Files.move(root.root.resolve("usr/src/foo-1.0"), root.root.resolve("away"));
        assertEquals(3, ckms("", "-D", "apply", "--plan", "ROOT/plan.json"));
        assertTrue(err().contains("+ blocked foo=1.0@6.1.0-1/x86_64 (there is no source folder"), err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s/not built/no matter/     | was changed since it was made",
                "s/\"1.0\"/\"2.0\"/         | is of format 2.0, and this ckms reads 1.x",
                "s/\"plan\"/\"status\"/     | is no plan of ckms",
                "1,4p                       | Unexpected end-of-input",
                "s/.*//                     | is no plan of ckms",
                "s/\"type\"/\"format_version\"/ | Duplicate field 'format_version'"
            })
    void aPlanThatIsNotGoodIsRefused(String sed, String sentence) throws IOException, InterruptedException {
        ckms(FOO, "-D", "plan", "-", "--out", "ROOT/plan.json");
        Path plan = root.root.resolve("plan.json");
        assertEquals(
                0,
                new ProcessBuilder("sed", "-i", sed.startsWith("1,") ? "-n" : "-e", sed, plan.toString())
                        .start()
                        .waitFor());
        for (String[] words : List.of(
                new String[] {"show", plan.toString()}, new String[] {"-D", "apply", "--plan", plan.toString()})) {
            assertEquals(1, ckms("", words));
            assertTrue(err().startsWith("ckms: error: ROOT/plan.json can't be used: "), err());
            assertTrue(err().contains(sentence), err());
            assertEquals(1, err().lines().count(), err());
        }
    }

    @Test
    void aPlanForAnotherStateDirectoryIsRefused() throws IOException {
        ckms(FOO, "-D", "plan", "-", "--out", "ROOT/plan.json");
        Files.createDirectories(root.root.resolve("other"));
        assertEquals(1, ckms("", "-D", "-s", "ROOT/other", "apply", "--plan", "ROOT/plan.json"));
        assertTrue(
                err().contains(
                                "made for another place: the state directory is ROOT/var/lib/ckms in the plan, and ROOT/other here"),
                err());
    }
}
