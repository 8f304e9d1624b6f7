package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.cli.real.FaultTrial.Way;
import ckms.cli.real.RealHost.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At every operation on a file of a build, an installation, an upgrade and an uninstallation, a process is killed, or the
 * operation fails: nothing is ever half there, and the next run reaches what an undisturbed one reaches, byte for byte.
 */
abstract class FaultPoints {
    /** The fewest operations of any way in any process. */
    private static final int LEAST = 8;

    private final TrialRoot.Owner owner;
    private final int stride;

    /**
     * Makes the tests.
     *
     * @param stride which of the operations are met where not all are
     */
    FaultPoints(TrialRoot.Owner owner, int stride) {
        this.owner = owner;
        this.stride = stride;
    }

    /** What happens at an operation. */
    private enum Fault {
        KILLED,
        /** This one operation fails. */
        FAILS,
        /** This one and all after it fail. */
        FULL
    }

    /** Each way with each process that meets faults. */
    static Stream<Arguments> ways(Victim... victims) {
        var all = new ArrayList<Arguments>();
        for (Way way : Way.values()) {
            for (Victim victim : victims) {
                all.add(Arguments.of(way, victim));
            }
        }
        return all.stream();
    }

    /** Each so many operations, from a random one of the first on, until one is beyond the last. */
    private void atSome(Way way, Victim victim, List<Fault> faults) throws IOException, InterruptedException {
        int first = 1 + new Random().nextInt(stride);
        int last = 0;
        try (var trial = new FaultTrial(owner, way)) {
            for (int at = first; hits(trial, victim, at, faults); at += stride) {
                last = at;
            }
        }
        System.out.println(way + ", " + victim + " " + faults + " from " + first + " to " + last);
    }

    /** At each operation one of the faults, in turn, until one is beyond the last. */
    private void atEach(Way way, Victim victim, List<Fault> faults) throws IOException, InterruptedException {
        int turn = new Random().nextInt(faults.size());
        int at = 1;
        try (var trial = new FaultTrial(owner, way)) {
            while (hits(trial, victim, at, List.of(faults.get((at + turn) % faults.size())))) {
                at++;
            }
        }
        assertTrue(at > LEAST, "only " + (at - 1) + " operations were counted");
        System.out.println(way + ", " + victim + " " + faults + " at each operation to " + (at - 1));
    }

    /** Has each of the faults happen at an operation; returns false where there is none of that number. */
    private static boolean hits(FaultTrial trial, Victim victim, int at, List<Fault> faults)
            throws IOException, InterruptedException {
        boolean hit = true;
        for (Fault fault : faults) {
            trial.trial.goBack();
            String when = victim + " " + fault + " at operation " + at;
            Run run = disturbed(trial, victim, at, fault);
            hit = trial.faults.wasHit();
            assertFalse(run.err().contains("a fault in ckms"), when + ": " + run);
            if (hit && fault == Fault.KILLED && victim == Victim.CALLERS) {
                assertEquals(137, run.code(), when + ": " + run);
            } else {
                assertTrue((hit ? Set.of(0, 1, 4) : Set.of(0)).contains(run.code()), when + ": " + run);
                assertTrue(run.code() == 0 || run.err().contains("error"), when + ": " + run);
            }
            trial.holds(when);
            trial.isMendedByTheNextRun(when);
        }
        return hit;
    }

    private static Run disturbed(FaultTrial trial, Victim victim, int at, Fault fault)
            throws IOException, InterruptedException {
        return switch (fault) {
            case KILLED -> trial.faults.kill(victim, at, trial.trial.environment(), trial.words());
            case FAILS -> trial.faults.fail(victim, at, Faults.EIO, false, trial.trial.environment(), trial.words());
            case FULL -> trial.faults.fail(victim, at, Faults.ENOSPC, true, trial.trial.environment(), trial.words());
        };
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("victims")
    void killedAtSomeOperations(Way way, Victim victim) throws IOException, InterruptedException {
        atSome(way, victim, List.of(Fault.KILLED));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("victims")
    void failingAtSomeOperations(Way way, Victim victim) throws IOException, InterruptedException {
        atSome(way, victim, List.of(Fault.FAILS, Fault.FULL));
    }

    @Tag("slow")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("victims")
    void killedAtEachOperation(Way way, Victim victim) throws IOException, InterruptedException {
        atEach(way, victim, List.of(Fault.KILLED));
    }

    @Tag("slow")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("victims")
    void failingAtEachOperation(Way way, Victim victim) throws IOException, InterruptedException {
        atEach(way, victim, List.of(Fault.FAILS, Fault.FULL));
    }
}
