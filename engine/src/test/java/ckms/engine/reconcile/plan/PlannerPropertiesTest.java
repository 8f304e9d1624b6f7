package ckms.engine.reconcile.plan;

import static ckms.engine.reconcile.plan.Missed.missed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ckms.engine.fixture.HostModel;
import ckms.engine.fixture.ModelPerformer;
import ckms.engine.fixture.RandomHost;
import ckms.engine.reconcile.desired.Desired;
import ckms.engine.reconcile.desired.DesiredCell;
import ckms.model.Cell;
import ckms.model.Owner;
import ckms.model.plan.Plan;
import ckms.model.plan.PlannedStep;
import ckms.model.plan.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of every plan, shown on thousands of generated hosts and manifests. A failure prints its seed. */
class PlannerPropertiesTest {
    private static final int ROUNDS = 4000;

    /** Done once more with the seed that a failure printed: {@code -Dckms.seed=N}. */
    private static final long SEED = Long.getLong("ckms.seed", new Random().nextLong());

    @FunctionalInterface
    private interface Property {
        void check(HostModel host, Desired desired, Plan plan);
    }

    private static void forAll(Property property) {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = SEED + round;
            try {
                var random = new RandomHost(seed);
                Desired desired = random.desired();
                property.check(
                        random.host(),
                        desired,
                        Planner.plan(desired, random.host().situation(desired)));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Dckms.seed=" + seed + ": " + e, e);
            }
        }
    }

    private static HostModel after(HostModel host, List<PlannedStep> steps) {
        HostModel copy = host.copy();
        var performer = new ModelPerformer(copy);
        steps.forEach(step -> performer.perform(step.step()));
        return copy;
    }

    @Test
    void executingThePlanReachesWhatIsWanted() {
        forAll((host, desired, plan) -> assertEquals("", missed(after(host, plan.steps()), desired, plan)));
    }

    @Test
    void theNextPlanIsEmpty() {
        forAll((host, desired, plan) -> {
            HostModel after = after(host, plan.steps());
            assertEquals(
                    List.of(), Planner.plan(desired, after.situation(desired)).steps());
        });
    }

    @Test
    void leavingOutAnyStepDoesNotReachIt() {
        forAll((host, desired, plan) -> {
            for (PlannedStep left : plan.steps()) {
                HostModel copy = host.copy();
                var performer = new ModelPerformer(copy);
                Set<Step> undone = new HashSet<>(Set.of(left.step()));
                for (PlannedStep step : plan.steps()) {
                    if (!undone.contains(step.step())) {
                        try {
                            performer.perform(step.step());
                        } catch (ModelPerformer.RefusedException needsWhatWasLeftOut) {
                            undone.add(step.step());
                        }
                    }
                }
                assertFalse(missed(copy, desired, plan).isEmpty(), "reached without " + left.step());
            }
        });
    }

    @Test
    void aStepComesAfterAllThatItWaitsForAndWaitsForNoneThatAnotherOneImplies() {
        forAll((host, desired, plan) -> {
            Set<Step> before = new HashSet<>();
            for (PlannedStep step : plan.steps()) {
                assertTrue(before.containsAll(step.after()), step.toString());
                assertTrue(before.add(step.step()), "twice: " + step);
                for (Step waitsFor : step.after()) {
                    Set<Step> implied = new HashSet<>();
                    step.after().stream()
                            .filter(other -> !other.equals(waitsFor))
                            .forEach(other -> reach(other, plan, implied));
                    assertFalse(implied.contains(waitsFor), "implied: " + waitsFor + " before " + step.step());
                }
            }
        });
    }

    private static void reach(Step step, Plan plan, Set<Step> reached) {
        plan.steps().stream()
                .filter(planned -> planned.step().equals(step))
                .flatMap(planned -> planned.after().stream())
                .filter(reached::add)
                .forEach(before -> reach(before, plan, reached));
    }

    @Test
    void anyOrderThatTheEdgesAllowReachesIt() {
        forAll((host, desired, plan) -> {
            var random = new Random(SEED);
            HostModel copy = host.copy();
            var performer = new ModelPerformer(copy);
            Set<Step> done = new HashSet<>();
            while (done.size() < plan.steps().size()) {
                List<Step> ready = plan.steps().stream()
                        .filter(step -> !done.contains(step.step()) && done.containsAll(step.after()))
                        .map(PlannedStep::step)
                        .toList();
                Step next = ready.get(random.nextInt(ready.size()));
                performer.perform(next);
                done.add(next);
            }
            assertEquals("", missed(copy, desired, plan));
        });
    }

    @Test
    void theSameArgumentsGiveTheSamePlan() {
        forAll((host, desired, plan) ->
                assertEquals(plan, Planner.plan(desired, host.copy().situation(desired))));
    }

    @Test
    void whatNobodyListsAndNoManifestOwnsIsLeftAlone() {
        forAll((host, desired, plan) -> {
            HostModel after = after(host, plan.steps());
            Set<Cell> listed = desired.packages().stream()
                    .flatMap(pkg -> pkg.cells().stream())
                    .map(DesiredCell::cell)
                    .collect(Collectors.toSet());
            host.builds.forEach((cell, build) -> {
                Owner owner = host.observed().owner(cell);
                boolean replaced = host.installed.containsKey(cell) && !after.installed.containsKey(cell);
                boolean ours =
                        desired.pruning().contains(owner) || desired.pruning().contains(build.owner());
                if (!listed.contains(cell) && !ours) {
                    assertEquals(build, after.builds.get(cell), cell.toString());
                    assertTrue(!replaced || successorIsInstalled(after, cell), cell.toString());
                }
            });
            host.markers.forEach((cell, owner) -> {
                if (!owner.isManifest()) {
                    assertEquals(Owner.NONE, after.markers.get(cell), "somebody else's marker");
                }
            });
        });
    }

    private static boolean successorIsInstalled(HostModel host, Cell cell) {
        return host.installed.keySet().stream()
                .anyMatch(other -> other.kernel().equals(cell.kernel())
                        && other.pkg().name().equals(cell.pkg().name()));
    }
}
