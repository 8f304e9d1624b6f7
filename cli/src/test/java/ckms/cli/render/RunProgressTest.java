package ckms.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.model.Cell;
import ckms.model.Kernel;
import ckms.model.Owner;
import ckms.model.PackageId;
import ckms.model.plan.Plan;
import ckms.model.plan.Step;
import ckms.model.run.Outcome;
import ckms.model.run.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the footer says while a run gets on. */
class RunProgressTest {
    private static final Kernel KERNEL = new Kernel("6.1.0-1", "x86_64");
    private static final Step FOO = build("foo");
    private static final Step BAR = build("bar");
    private static final Step DEPMOD = new Step.Depmod(KERNEL, "");

    private long nanos;
    private int width = 70;
    private Optional<Duration> known = Optional.of(Duration.ofSeconds(75));
    private RunProgress progress = progress(FOO, BAR, DEPMOD);

    private static Step build(String name) {
        return new Step.Build(new Cell(new PackageId(name, "1"), KERNEL), false, List.of(), false, Owner.NONE, "");
    }

    private RunProgress progress(Step... steps) {
        return new RunProgress(Plan.inTurn(List.of(steps)), step -> known, 1, () -> width, () -> nanos);
    }

    private void after(int seconds) {
        nanos = Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void whatRunsAndForHowLongAndHowLongItWillTake() {
        progress.started(FOO);
        after(5);
        assertEquals(
                List.of(
                        "  build foo=1@6.1.0-1/x86_64                       0:05 of about 1:15",
                        "[--------------------] 0 of 3, 0:05, about 2:25 left"),
                progress.lines());
    }

    @Test
    void whatHasEndedIsCountedAndWhatHasFailedToo() {
        progress.started(FOO);
        progress.ended(new StepResult(FOO, Outcome.failed("no"), Duration.ZERO));
        after(3700);
        assertEquals(List.of("[######--------------] 1 of 3, 1 failed, 1:01:40, about 1:15 left"), progress.lines());
    }

    @Test
    void whatNobodyKnowsIsNotGuessed() {
        known = Optional.empty();
        progress.started(BAR);
        assertEquals(
                List.of(
                        "  build bar=1@6.1.0-1/x86_64                                     0:00",
                        "[--------------------] 0 of 3, 0:00"),
                progress.lines());
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        progress.started(FOO);
        for (width = 1; width < 120; width++) {
            progress.lines().forEach(line -> assertTrue(line.length() <= width, width + ": '" + line + "'"));
        }
        width = 40;
        assertEquals(
                "  build foo=1@6.1.0… 0:00 of about 1:15",
                progress.lines().get(0).replaceAll(" +$", ""));
    }

    @Test
    void ofManyOnlySomeAreNamed() {
        Step[] many = IntStream.range(0, 12).mapToObj(i -> build("p" + i)).toArray(Step[]::new);
        progress = progress(many);
        for (Step step : many) {
            progress.started(step);
        }
        assertEquals(10, progress.lines().size());
        assertEquals("  and 4 more", progress.lines().get(8));
    }
}
