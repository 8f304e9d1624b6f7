package ckms.cli.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run is ended with SIGKILL at random instants, while it really builds, and while its builds only copy: nothing is half
 * there, what the run left running is ended by the next one, which reaches what an undisturbed one reaches, byte for byte.
 */
abstract class Kills {
    private final TrialRoot.Owner owner;
    private final List<Set<Victim>> victims;

    /**
     * Makes the tests.
     *
     * @param victims what is killed, in turn
     */
    Kills(TrialRoot.Owner owner, List<Set<Victim>> victims) {
        this.owner = owner;
        this.victims = victims;
    }

    private void killed(int building, int copying) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var trial = new KillTrial(owner)) {
            killed(trial, building, random, "building, seed " + seed);
            trial.buildsOnlyCopy();
            killed(trial, copying, random, "copying, seed " + seed);
        }
    }

    private void killed(KillTrial trial, int times, Random random, String what)
            throws IOException, InterruptedException {
        int leftRunning = 0;
        for (int i = 0; i < times; i++) {
            Set<Victim> those = victims.get(i % victims.size());
            long at = random.nextLong(trial.millis());
            String when = what + ": " + those + " killed after " + at + " of " + trial.millis() + " ms";
            Process run = trial.start();
            run.waitFor(at, TimeUnit.MILLISECONDS);
            kill(trial, run, those, random);
            assertTrue(run.waitFor(2, TimeUnit.MINUTES), when + ": goes on");
            boolean isKilled = those.contains(Victim.CALLERS);
            assertTrue(
                    (isKilled ? Set.of(0, 137) : Set.of(0, 1, 4)).contains(run.exitValue()),
                    when + ": " + run.exitValue());
            leftRunning += trial.builders().isEmpty() ? 0 : 1;
            trial.isTruthful(when);
            trial.isMendedByTheNextRun(when);
            long patience = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (!trial.workers().isEmpty() && System.nanoTime() < patience) {
                Thread.sleep(5);
            }
            assertEquals(Set.of(), trial.workers(), when);
        }
        System.out.println(what + ": " + leftRunning + " of " + times + " left processes running");
    }

    private static void kill(KillTrial trial, Process run, Set<Victim> those, Random random)
            throws IOException, InterruptedException {
        var handles = new ArrayList<ProcessHandle>();
        if (those.contains(Victim.WORKER)) {
            while (run.isAlive() && trial.workers().isEmpty()) {
                Thread.sleep(5);
            }
            trial.workers().stream()
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .forEach(handles::add);
        }
        if (those.contains(Victim.CALLERS)) {
            handles.add(run.toHandle());
        }
        Collections.shuffle(handles, random);
        handles.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void atSomeInstants() throws IOException, InterruptedException {
        killed(1, 4);
    }

    @Tag("slow")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void atManyInstants(int host) throws IOException, InterruptedException {
        killed(5, 20);
    }
}
